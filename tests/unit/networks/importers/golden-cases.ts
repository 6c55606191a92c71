import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { ImportedNetwork } from '../../../../src/networks/graph/graph';

interface CommonCase {
  readonly name: string;
  /** Software that computed the output, with its version. */
  readonly by: string;
  /** Key of the picture. */
  readonly input: string;
  readonly output: { readonly shape: readonly number[]; readonly values: string };
}
export interface OnnxCase extends CommonCase {
  readonly onnx: string;
}
export interface KerasCase extends CommonCase {
  readonly keras2: string;
  readonly keras3?: string;
  readonly manifest: string;
  readonly weights: string;
}
export interface CaseFile<C extends CommonCase> {
  readonly inputs: Readonly<Record<string, string>>;
  readonly cases: readonly C[];
}

/** A file that `tests/golden/importers/generate.py` wrote. */
export function goldenCases<C extends CommonCase>(name: string): CaseFile<C> {
  const file = new URL(`../../../golden/importers/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as CaseFile<C>;
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

export function floatsOf(base64: string): Float32Array {
  return new Float32Array(bytesOf(base64).buffer);
}

/** A layers model as the page reads it. */
export function layersFile(one: KerasCase, form: 'keras2' | 'keras3' = 'keras2'): Record<string, unknown> {
  return {
    modelTopology: JSON.parse(one[form] ?? one.keras2) as unknown,
    weightsManifest: JSON.parse(one.manifest) as unknown,
  };
}

/** Values in the order of our maps, channels last; `layout` is what they come in. */
function channelsLast(values: Float32Array, shape: readonly number[], layout: 'NCHW' | 'NHWC'): tf.Tensor {
  const given = tf.tensor(values, [...shape]);
  return shape.length === 4 && layout === 'NCHW' ? tf.transpose(given, [0, 2, 3, 1]) : given;
}

/** Largest difference between a network's last value and a case's, over the largest of the case's values. */
export function worstDifference(
  { graph, weights }: ImportedNetwork,
  one: CommonCase,
  file: CaseFile<CommonCase>,
  maps: 'NCHW' | 'NHWC',
): number {
  const network = createNetwork(graph, weights);
  const last = graph.nodes.at(-1)?.id ?? '';
  const values = tf.tidy(() => {
    const shape = one.input.split('x').map(Number);
    const layout = shape[1] === 3 ? 'NCHW' : 'NHWC';
    const x = channelsLast(floatsOf(file.inputs[one.input] ?? ''), shape, layout) as tf.Tensor4D;
    const trace = network.forward(x, { until: last });
    const got = trace.activation(last);
    return (one.name.startsWith('LogSoftmax') || /Inception/.test(one.name) ? tf.log(got) : got).dataSync();
  });
  const expected = Float32Array.from(
    channelsLast(floatsOf(one.output.values), one.output.shape, maps).dataSync(),
  );
  network.dispose();
  if (values.length !== expected.length) {
    throw new Error(`expected ${expected.length} values, got ${values.length}`);
  }
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  return expected.reduce((most, value, i) => {
    const difference = Math.abs(value - (values[i] as number)) / scale;
    return difference > most || Number.isNaN(difference) ? difference : most;
  }, 0);
}
