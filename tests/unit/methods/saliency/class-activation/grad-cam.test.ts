import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resizeBilinear } from '../../../../../src/core/pictures/resize-bilinear';
import { camLayers } from '../../../../../src/methods/saliency/class-activation/cam-layers';
import { gradCam } from '../../../../../src/methods/saliency/class-activation/grad-cam';
import { guidedBackprop } from '../../../../../src/methods/saliency/gradient/guided-backprop';
import { guidedGradCam } from '../../../../../src/methods/saliency/class-activation/guided-grad-cam';
import { createNetwork } from '../../../../../src/networks/executor/executor';
import type { Network } from '../../../../../src/networks/executor/network';
import { relativeError } from '../../../../../testing/agreement';
import { useBackend } from '../../../../../testing/backends';
import { tinyNetwork } from '../../../../../testing/tiny-network';
import { changedNetwork } from '../../changed-network';
import { photo, result } from '../../drive';
import { linearNetwork, randomRows } from '../../../../../testing/toy-networks';

const TARGET = 3;
const whole = { height: 32, width: 32 };

describe('Grad-CAM', () => {
  let tiny: Network;
  let x: tf.Tensor4D;
  const activation = (network: Network, id: string) => {
    const trace = network.forward(x);
    const value = trace.activation(id);
    const [, height, width, channels] = value.shape as [number, number, number, number];
    const read = { values: value.dataSync<'float32'>().slice(), height, width, channels };
    trace.dispose();
    return read;
  };
  beforeAll(async () => {
    await useBackend('wasm');
    const { graph, weights } = tinyNetwork();
    tiny = createNetwork(graph, weights);
    x = photo(32);
  });
  afterAll(() => {
    tiny.dispose();
    x.dispose();
  });

  it('of the last layer before global average pooling is the ReLU of its class channel, up to scale', async () => {
    const { attribution, scalars } = await result(gradCam, tiny, { x, target: TARGET });
    const { values, height, width, channels } = activation(tiny, 'conv2');
    const channel = Float32Array.from({ length: height * width }, (_, i) =>
      Math.max(0, values[i * channels + TARGET]! / (height * width)),
    );
    expect(Math.max(...channel)).toBeGreaterThan(0);
    expect(relativeError(attribution!, resizeBilinear(channel, { height, width }, whole))).toBeLessThan(1e-5);
    expect(scalars).toMatchObject({ depth: 0, layerHeight: height, layerWidth: width });
    expect(scalars).not.toHaveProperty('noEvidence');
  });

  it('of an earlier layer weighs each channel by its mean gradient: here the weights above it', async () => {
    const { attribution } = await result(gradCam, tiny, { x, target: TARGET, params: { depth: 1 } });
    const { values, height, width, channels } = activation(tiny, 'concat');
    const kernel = tinyNetwork().weights.get('conv2/kernel')!.values;
    const cam = Float32Array.from({ length: height * width }, (_, i) => {
      let sum = 0;
      for (let k = 0; k < channels; k++) sum += kernel[k * 10 + TARGET]! * values[i * channels + k]!;
      return Math.max(0, sum / (height * width));
    });
    expect(relativeError(attribution!, resizeBilinear(cam, { height, width }, whole))).toBeLessThan(1e-4);
  });

  it('does not hear of a constant added to the logits', async () => {
    const raised = changedNetwork((name, values) =>
      name === 'conv2/bias' ? values.map((value) => value + 5) : values,
    );
    const params = { depth: 1 };
    const [plain, after] = [
      await result(gradCam, tiny, { x, target: TARGET, params }),
      await result(gradCam, raised, { x, target: TARGET, params }),
    ];
    expect(after.scalars.logit! - plain.scalars.logit!).toBeCloseTo(5, 4);
    expect(relativeError(after.attribution!, plain.attribution!)).toBeLessThan(1e-5);
    raised.dispose();
  });

  it('is all zeros, and says so, where nothing speaks for the class', async () => {
    const lowered = changedNetwork((name, values) =>
      name === 'conv2/bias' ? values.map((value) => value - 100) : values,
    );
    for (const method of [gradCam, guidedGradCam]) {
      const { attribution, scalars } = await result(method, lowered, { x, target: TARGET });
      expect(new Set(attribution!.map(Math.abs))).toEqual(new Set([0]));
      expect(scalars.noEvidence).toBe(1);
      expect(Object.values(scalars).every(Number.isFinite)).toBe(true);
    }
    lowered.dispose();
  });

  it('guided, is guided backpropagation times the map', async () => {
    const drive = { x, target: TARGET, params: { depth: 1 } };
    const product = await result(guidedGradCam, tiny, drive);
    const cam = await result(gradCam, tiny, drive);
    const guided = await result(guidedBackprop, tiny, { x, target: TARGET });
    product.gradient!.forEach((value, i) =>
      expect(value).toBeCloseTo(guided.gradient![i]! * cam.attribution![Math.floor(i / 3)]!, 7),
    );
    expect(Math.max(...product.attribution!)).toBeGreaterThan(0);
  });

  it('offers the ends of blocks that still know places, last first, with their sizes', () => {
    const { graph, weights } = tinyNetwork();
    const rows = camLayers(graph, weights);
    expect(rows.map(({ id }) => id)).toEqual(['conv2', 'concat', 'squeeze_relu', 'relu1']);
    expect(rows.map(({ depth }) => depth)).toEqual([0, 1, 2, 3]);
    expect(rows.map(({ size }) => size)).toEqual([
      [7, 7],
      [7, 7],
      [7, 7],
      [15, 15],
    ]);
    expect(rows.map(({ title }) => title)).toEqual(['conv2', 'concat', 'squeeze', 'relu1']);
    expect(camLayers(graph)[0]).toEqual({
      id: 'conv2',
      title: 'conv2',
      depth: 0,
      size: null,
      channels: null,
    });
    for (const { id, size, channels: found } of rows) {
      const { height, width, channels } = activation(tiny, id);
      expect([height, width, channels]).toEqual([...size!, found]);
    }
  });

  it('calls layers by their blocks’ names, as long as that tells them apart', () => {
    const { graph, weights } = tinyNetwork();
    const renamed = { squeeze_relu: 'fire/relu', concat: 'fire/concat', relu1: 'stem/relu_1' } as const;
    const rename = (id: string): string => (renamed as Readonly<Record<string, string>>)[id] ?? id;
    const nodes = graph.nodes.map((node) => ({
      ...node,
      id: rename(node.id),
      inputs: node.inputs.map(rename),
    }));
    const titles = camLayers({ ...graph, nodes }, weights).map(({ title }) => title);
    expect(titles).toEqual(['conv2', 'fire/concat', 'fire/relu', 'stem']);
  });

  it('refuses a layer that is not there, and a network without any', async () => {
    await expect(result(gradCam, tiny, { x, params: { depth: 4 } })).rejects.toMatchObject({
      code: 'bad-parameter',
      message: expect.stringContaining('from 0 to 3') as string,
    });
    const network = linearNetwork(32, randomRows(32, 2, 1));
    await expect(result(gradCam, network, { x })).rejects.toMatchObject({ code: 'bad-parameter' });
    await expect(result(guidedGradCam, tiny, {})).rejects.toMatchObject({ code: 'bad-parameter' });
    network.dispose();
  });
});

it('guided gradients below every ReLU are never negative', async () => {
  await useBackend('wasm');
  const { graph, weights } = tinyNetwork();
  const network = createNetwork(graph, weights);
  const x = photo(32);
  const below = graph.nodes.filter(({ op }) => op === 'relu').map(({ inputs }) => inputs[0]!);
  const trace = network.forward(x);
  const cotangent = tf.tensor2d([[1, -1, 2, -2, 1, -1, 2, -2, 1, -1]]);
  const negative = (relu: 'standard' | 'guided') => {
    const { input, activations } = network.backward(trace, new Map([[graph.logits, cotangent]]), {
      relu,
      activations: below,
    });
    const counts = below.map(
      (id) =>
        activations
          .get(id)!
          .dataSync()
          .filter((value) => value < 0).length,
    );
    tf.dispose([input, ...activations.values()]);
    return counts;
  };
  expect(below).toHaveLength(4);
  expect(negative('guided')).toEqual([0, 0, 0, 0]);
  expect(Math.min(...negative('standard'))).toBeGreaterThan(0);
  trace.dispose();
  tf.dispose([x, cotangent]);
  network.dispose();
});
