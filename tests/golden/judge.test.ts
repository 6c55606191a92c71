import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJudge, type Judge } from '../../src/engine/judge/judge';
import { parseLayersModel } from '../../src/networks/importers/keras/layers-schema';
import { useBackend } from '../../testing/backends';
import { NO_FIXTURES, referenceInput } from '../../testing/reference';
import { hasFixtures, readFixture, readFixtureJson } from '../../testing/fixtures';

interface Row {
  readonly wnid: string;
  readonly mobilenet_top5: readonly number[];
  readonly mobilenet_prob: readonly number[];
}
const rows = hasFixtures ? (readFixtureJson('reference', 'vgg19-mobilenet.json') as Row[]) : [];
const folder = 'models/mobilenet-v1-0.75-224-tfjs';

/** MobileNet's files as somebody would choose them from a local folder. */
function mobilenetFiles(): File[] {
  const { manifest } = parseLayersModel(readFixtureJson(folder, 'model.json'));
  return ['model.json', ...manifest.flatMap((group) => group.paths)].map(
    (name) => new File([readFixture(folder, name)], name),
  );
}

describe.skipIf(!hasFixtures)(
  hasFixtures ? 'MobileNet through @tensorflow-models/mobilenet, against PyTorch' : NO_FIXTURES,
  () => {
    let judge: Judge;
    let before = 0;
    beforeAll(async () => {
      await useBackend('wasm');
      before = tf.memory().numTensors;
      judge = createJudge({ source: { files: mobilenetFiles(), preprocessing: 'tf' } });
    });
    afterAll(() => {
      judge.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });

    it.each(rows)('has the same five best classes and probabilities for $wnid', async (row) => {
      const all = await judge.classify(referenceInput(row.wnid), 1000);
      expect(all[0]?.index).toBe(row.mobilenet_top5[0]);
      // Classes that tie to the digits given may stand in either order, so probabilities are compared class by class.
      const best = all.slice(0, 5).map(({ index }) => index);
      expect(best.filter((index) => row.mobilenet_top5.includes(index)).length).toBeGreaterThanOrEqual(4);
      const probability = new Map(all.map((entry) => [entry.index, entry.probability]));
      row.mobilenet_top5.forEach((index, i) =>
        expect(Math.abs(probability.get(index)! - row.mobilenet_prob[i]!)).toBeLessThan(2e-3),
      );
    });
  },
);
