import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { sumsOf } from '../../../../src/features/fooling/why/why';
import { makeTestPhoto } from '../../../../testing/test-photo';

const SIDE = 24;
const photo = makeTestPhoto(1, SIDE, SIDE);
const before = { ...photo, data: photo.data.map((value, at) => (at % 4 === 3 ? 255 : 64 + value / 2)) };
const slopes = createRandom(2).normals(SIDE * SIDE * 3);
const byteOf = (place: number) => 4 * Math.floor(place / 3) + (place % 3);

/** Every second value moved by two grey levels in its slope's direction. */
const after = { ...before, data: before.data.slice() };
for (const [place, slope] of slopes.entries())
  if (place % 2 === 0) after.data[byteOf(place)]! += 2 * Math.sign(slope);

describe('why so little is enough', () => {
  const sums = sumsOf(slopes, before, after, createRandom(3));

  it('counts the values that changed alone, and how far', () => {
    expect(sums.changed).toBe((SIDE * SIDE * 3) / 2);
    expect(sums.meanChange).toBe(2);
  });

  it('adds up to w · δ, whatever the order: aligned changes to all of their sizes', () => {
    const whole = slopes.reduce((sum, slope, at) => sum + (at % 2 === 0 ? 2 * Math.abs(slope) : 0), 0);
    expect(sums.together).toBeCloseTo(whole, 3);
    expect(sums.meanShare * sums.changed).toBeCloseTo(whole, 3);
    expect(sums.togetherCurve.at(-1)).toEqual({ x: sums.changed, y: sums.together });
  });

  it('comes to little with signs by a coin: four square roots of the squares at most', () => {
    const squares = slopes.reduce((sum, slope, at) => sum + (at % 2 === 0 ? (2 * slope) ** 2 : 0), 0);
    expect(Math.abs(sums.tossed)).toBeLessThan(4 * Math.sqrt(squares));
    expect(Math.abs(sums.tossed)).toBeLessThan(sums.together / 5);
  });

  it('has nothing to add where nothing changed', () => {
    expect(sumsOf(slopes, before, before, createRandom(3))).toMatchObject({
      changed: 0,
      together: 0,
      tossed: 0,
    });
  });
});
