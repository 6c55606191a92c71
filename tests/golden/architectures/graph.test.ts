import * as tf from '@tensorflow/tfjs-core';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { PREPROCESSINGS } from '../../../src/core/records/preprocessings';
import { readModelFiles } from '../../../src/networks/storage/weights';
import { useBackend } from '../../../testing/backends';
import { agreementWith } from './architecture-agreement';
import { frozenCase, graphCases, importGraphCase } from './graph-cases';

const CASES = graphCases().map((one) => [one.title, one] as const);

describe('a frozen graph that TensorFlow wrote', () => {
  beforeAll(() => useBackend('wasm'));

  it('is read from its file, with Keras’s logits, gradient and Grad-CAM', async () => {
    const one = frozenCase();
    const file = new File([gunzipSync(Buffer.from(one.file, 'base64'))], 'network.pb');
    const { network } = await readModelFiles([file], { preprocessing: PREPROCESSINGS[one.scaled] });
    const { logits, gradient, cam } = agreementWith(network, one);
    expect(logits).toBeLessThan(1e-5);
    expect(gradient).toBeGreaterThan(0.99999);
    expect(cam).toBeGreaterThan(0.99999);
  });
});

describe('graph models as TensorFlow.js’s converter writes them', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(CASES)('%s has TensorFlow’s logits, gradient and Grad-CAM', (_title, one) => {
    const before = tf.memory().numTensors;
    const { logits, gradient, cam } = agreementWith(importGraphCase(one), one);
    expect(logits).toBeLessThan(1e-3);
    expect(gradient).toBeGreaterThan(0.999);
    if (cam !== null) expect(cam).toBeGreaterThan(0.999);
    expect(tf.memory().numTensors).toBe(before);
  });
});
