import type { PixelImage } from '../../../../../src/core/pictures/pixel-image';
import { describe, expect, it } from 'vitest';
import { pixelsByChance, pixelsByValue } from '../../../../../src/core/maps/deletion-order';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { softmax } from '../../../../../src/core/statistics/softmax';
import { chanceArea, faithfulnessOutcome } from '../../../../../src/features/believe/store/verdicts';
import {
  CHANCES,
  deleteAndInsert,
  endsOf,
  type Faithfulness,
  GAMES,
  pixelsPerStep,
  play,
} from '../../../../../src/features/believe/store/delete-insert';
import { makeTestPhoto } from '../../../../../testing/test-photo';

const SIDE = 24;
const image: PixelImage = makeTestPhoto(3, SIDE, SIDE);
const weights = createRandom(8)
  .normals(SIDE * SIDE)
  .map((value) => value / 150);
const grey = endsOf('deletion', image).to;

/** Softmax over a linear model of the red channel against a class of logit 0. */
const linear = async ({ data }: PixelImage): Promise<number> => {
  let logit = 0.5;
  weights.forEach((weight, i) => (logit += weight * (data[4 * i]! - grey[4 * i]!)));
  return softmax([logit, 0])[0]!;
};
/** What each pixel really gives to the linear model. */
const share = weights.map((weight, i) => weight * (image.data[4 * i]! - grey[4 * i]!));
const options = (probability: (picture: PixelImage) => Promise<number> = linear) => ({
  probability,
  signal: new AbortController().signal,
  step: () => undefined,
});
const whole = async (map: Float32Array, probability = linear, signal = new AbortController().signal) => {
  const told: Faithfulness[] = [];
  const progress: (readonly [number, number])[] = [];
  const result = await deleteAndInsert(
    { image, map, seed: 4 },
    {
      probability,
      signal,
      progress: (done, total) => progress.push([done, total]),
      onResult: (made) => told.push(made),
    },
  );
  return { result, told, progress };
};

describe('deletion and insertion', () => {
  it('of a model that always says the same has that number as its area', async () => {
    for (const game of GAMES) {
      const { area } = await play(
        game,
        image,
        pixelsByValue(share),
        options(async () => 0.37),
      );
      expect(area).toBeCloseTo(0.37, 12);
    }
  });

  it('begins and ends at the pictures it should', async () => {
    const order = pixelsByChance(SIDE * SIDE, createRandom(1));
    const { points: deleted } = await play('deletion', image, order, options());
    expect(deleted[0]).toEqual({ x: 0, y: await linear(image) });
    expect(deleted.at(-1)).toEqual({ x: 1, y: await linear({ ...image, data: grey }) });
    const { points: inserted } = await play('insertion', image, order, options());
    expect(inserted[0]!.y).toBe(await linear({ ...image, data: endsOf('insertion', image).from }));
    expect(inserted.at(-1)).toEqual({ x: 1, y: await linear(image) });
  });

  it('in the order of what each pixel gives beats the reverse, and the mean of 50 by chance', async () => {
    const area = async (order: Uint32Array) => (await play('deletion', image, order, options())).area;
    const oracle = await area(pixelsByValue(share));
    let chance = 0;
    for (let seed = 0; seed < 50; seed++) {
      chance += (await area(pixelsByChance(share.length, createRandom(seed)))) / 50;
    }
    expect(oracle).toBeLessThan(chance - 0.1);
    expect(chance).toBeLessThan((await area(pixelsByValue(share).toReversed())) - 0.1);
  });

  it('takes about 56 steps, whatever the size', () => {
    const steps = (side: number) => (side * side) / pixelsPerStep({ ...image, width: side, height: side });
    expect(pixelsPerStep({ ...image, width: 224, height: 224 })).toBe(896);
    for (const side of [24, 160, 224, 299]) expect(Math.abs(steps(side) - 56)).toBeLessThan(4);
  });

  it('tells each curve as it is done, counts every look, and keeps the seed', async () => {
    const { result, told, progress } = await whole(share);
    expect(told).toHaveLength(2 * (1 + CHANCES));
    expect(told[0]!.deletion.map).not.toBeNull();
    expect(told[0]!.insertion.map).toBeNull();
    const [done, total] = progress.at(-1)!;
    expect(done).toBe(total);
    expect((await whole(share)).result).toEqual(result);
    expect(faithfulnessOutcome('The oracle', result)).toMatchObject({ kind: 'pass' });
    expect(result.deletion.map!.area).toBeLessThan(chanceArea(result.deletion)!);
  });

  it('fails a map that marks the wrong pixels, and says so', async () => {
    const { result } = await whole(share.map((value) => -value));
    const outcome = faithfulnessOutcome('The liar', result)!;
    expect(outcome.kind).toBe('fail');
    expect(outcome.words).toContain('The liar fails both');
  });

  it('ends at once when it is cancelled, and keeps what it told', async () => {
    const abort = new AbortController();
    let looks = 0;
    const told: Faithfulness[] = [];
    const ended = deleteAndInsert(
      { image, map: share, seed: 4 },
      {
        probability: async () => {
          looks++;
          if (looks === 70) abort.abort();
          return 0.5;
        },
        signal: abort.signal,
        progress: () => undefined,
        onResult: (made) => told.push(made),
      },
    );
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    expect(looks).toBe(70);
    expect(told).toHaveLength(1);
    expect(faithfulnessOutcome('Half a check', told[0]!)).toBeNull();
  });
});
