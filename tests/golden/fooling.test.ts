import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targetedGradient } from '../../src/methods/adversarial/targeted-gradient';
import { createNetwork } from '../../src/networks/executor/executor';
import { importOnnx } from '../../src/networks/importers/onnx/onnx';
import type { Network } from '../../src/networks/executor/network';
import { useBackend } from '../../testing/backends';
import { result } from '../unit/methods/drive';
import { hasFixtures, readFixture, readFixtureJson } from '../../testing/fixtures';
import { NO_FIXTURES } from '../../testing/reference';
import { readPicture } from './pictures';

interface Reference {
  readonly wnid: string;
  readonly targetClass: number;
  readonly foolingSteps: number;
}
const references = hasFixtures ? (readFixtureJson('reference', 'reference.json') as Reference[]) : [];

/** The reference counts come from PyTorch; a path this long is chaotic, and PyTorch's own differ by one between machines. */
describe.skipIf(!hasFixtures)(hasFixtures ? 'targeted fooling of SqueezeNet 1.1' : NO_FIXTURES, () => {
  let network: Network;
  beforeAll(async () => {
    await useBackend('wasm');
    const { graph, weights } = importOnnx(readFixture('models/squeezenet1.1.onnx'));
    network = createNetwork(graph, weights);
  });
  afterAll(() => {
    network.dispose();
  });

  it.each(references)(
    'by the CS231n recipe takes $foolingSteps steps (+-1) on $wnid',
    async ({ wnid, targetClass, foolingSteps }) => {
      const x = readPicture('reference', wnid, 'input.png');
      const last = await result(targetedGradient, network, {
        x,
        target: targetClass,
        params: { preset: 'cs231n' },
        wantsFrame: () => false,
      });
      expect(last.scalars['fooled']).toBe(1);
      expect(Math.abs(last.step - foolingSteps), `${last.step} steps`).toBeLessThanOrEqual(1);
      tf.dispose(x);
    },
  );

  it.each(references)(
    'by our own recipe survives rounding to 8 bits on $wnid',
    async ({ wnid, targetClass }) => {
      const x = readPicture('reference', wnid, 'input.png');
      const last = await result(targetedGradient, network, {
        x,
        target: targetClass,
        wantsFrame: () => false,
      });
      const logits = last.logits ?? new Float32Array();
      expect(logits.indexOf(Math.max(...logits))).toBe(targetClass);
      tf.dispose(x);
    },
  );
});
