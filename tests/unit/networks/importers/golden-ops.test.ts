import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeOnnx } from '../../../../src/networks/importers/onnx/onnx-schema';
import { SUPPORTED_LAYERS } from '../../../../src/networks/importers/keras/layers-converters';
import { SUPPORTED_OPS } from '../../../../src/networks/importers/onnx/onnx-converters';
import { importOnnx } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { kerasNetworkCases, kindsIn } from '../../../golden/architectures/keras-cases';
import { useBackend } from '../../../../testing/backends';
import {
  bytesOf,
  goldenCases,
  type KerasCase,
  layersFile,
  type OnnxCase,
  worstDifference,
} from './golden-cases';

const ops = goldenCases<OnnxCase>('onnx-ops.json');
const more = goldenCases<OnnxCase>('onnx-more-ops.json');
const constants = goldenCases<OnnxCase>('onnx-constants.json');
const nets = goldenCases<OnnxCase>('torch-nets.json');
const quantised = goldenCases<OnnxCase>('quantised.json');
const keras = goldenCases<KerasCase>('keras-models.json');

/** Of the largest value of a case. */
const TOLERANCE = 1e-5;

describe.each(['cpu', 'wasm'] as const)('the ONNX importer against other software, on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  for (const all of [ops, more, constants, nets])
    it.each(all.cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
      const network = importOnnx(bytesOf(one.onnx), { preprocessing: 'torch' });
      expect(worstDifference(network, one, all, 'NCHW')).toBeLessThan(TOLERANCE);
    });
});

describe('the ONNX importer', () => {
  it('has numbers for every op it imports', () => {
    const seen = new Set(
      [...ops.cases, ...more.cases, ...constants.cases, ...nets.cases, ...quantised.cases].flatMap((one) =>
        (decodeOnnx(bytesOf(one.onnx)).graph?.nodes ?? []).map((node) => node.op),
      ),
    );
    expect(SUPPORTED_OPS.length).toBeGreaterThan(15);
    // What only ends a network is compared with PyTorch beside `golden/outputs`.
    expect(SUPPORTED_OPS.filter((op) => !seen.has(op))).toEqual(['ArgMax', 'IsNaN', 'Swish', 'TopK']);
  });
});

describe.each(['cpu', 'wasm'] as const)('the TF.js layers importer against Keras, on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(keras.cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const network = importTfjsLayers(layersFile(one), bytesOf(one.weights), { preprocessing: 'torch' });
    expect(worstDifference(network, one, keras, 'NHWC')).toBeLessThan(TOLERANCE);
  });

  const threes = keras.cases.filter((one) => one.keras3 !== undefined);
  it.each(threes.map((one) => [one.name, one] as const))('%s, in the form of Keras 3', (_name, one) => {
    const file = layersFile(one, 'keras3');
    const network = importTfjsLayers(file, bytesOf(one.weights), { preprocessing: 'torch' });
    expect(worstDifference(network, one, keras, 'NHWC')).toBeLessThan(TOLERANCE);
  });
});

describe('the TF.js layers importer', () => {
  beforeAll(() => useBackend('cpu'));

  it('has numbers for every layer it imports', () => {
    const seen = new Set(
      keras.cases.flatMap((one) => [...one.keras2.matchAll(/"class_name":"(\w+)"/g)].map(([, name]) => name)),
    );
    expect(SUPPORTED_LAYERS.length).toBeGreaterThan(15);
    // What came after Keras's numbers were written is tested beside the importer.
    const beside = ['keras/layers-more.test.ts', 'keras/layers-calls.test.ts', 'keras/layers-forms.test.ts']
      .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
      .join('');
    for (const one of kerasNetworkCases()) for (const kind of kindsIn(one)) seen.add(kind);
    expect(SUPPORTED_LAYERS.filter((layer) => !seen.has(layer) && !beside.includes(layer))).toEqual([]);
  });

  it('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    const [one] = keras.cases as [KerasCase];
    const network = importTfjsLayers(layersFile(one), bytesOf(one.weights), { preprocessing: 'torch' });
    worstDifference(network, one, keras, 'NHWC');
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 1);
  });
});
