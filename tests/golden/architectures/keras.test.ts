import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { preprocessingName } from '../../../src/core/records/preprocessings';
import { useBackend } from '../../../testing/backends';
import { agreementWith } from './architecture-agreement';
import { importKerasCase, kerasNetworkCases } from './keras-cases';

/** Nets of plain layers: the table in docs/networks.md has them. With LUCARNE_ALL_SAMPLES none is left out. */
const LEFT = /^(MobileNetV3Small|Xception|InceptionV3|VGG16|CIFAR|Flowers)/;
const EVERY = Boolean(process.env['LUCARNE_ALL_SAMPLES']);
const ALL = kerasNetworkCases();
const CASES = ALL.filter(({ title }) => EVERY || !LEFT.test(title)).map((one) => [one.title, one] as const);
/** The first layer scales the pixels itself, or there is nothing to go by but Keras. */
const SAID = ALL.filter(({ scaled }) => scaled === 'bytes' || scaled === 'unit').map(
  (one) => [one.title, one] as const,
);

describe('networks in Keras’s files', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(CASES)('%s has Keras’s logits, gradient and Grad-CAM', async (_title, one) => {
    const before = tf.memory().numTensors;
    const { logits, gradient, cam } = agreementWith(await importKerasCase(one), one);
    expect(logits).toBeLessThan(1e-3);
    expect(gradient).toBeGreaterThan(0.999);
    if (cam !== null) expect(cam).toBeGreaterThan(0.999);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(SAID)('%s is taken to want its pixels as it does', async (_title, one) => {
    const { graph } = await importKerasCase(one, true);
    expect(preprocessingName(graph.input.preprocessing)).toBe(one.scaled);
  });
});
