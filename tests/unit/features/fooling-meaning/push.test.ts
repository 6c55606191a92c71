import { slopesOf } from '../../../../src/core/maps/slopes';
import { describe, expect, it } from 'vitest';
import { STD } from '../../../../src/core/pictures/imagenet-colours';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { gain, growth, pushed, scattered } from '../../../../src/features/fooling-meaning/store/push';
import { shareWords } from '../../../../src/features/fooling-meaning/view/meaning-words';
import { makeTestPhoto } from '../../../../testing/test-photo';

const SIDE = 24;
const photo = makeTestPhoto(1, SIDE, SIDE);
/** Nothing of it is near black or white. */
const middling = {
  ...photo,
  data: photo.data.map((value, place) => (place % 4 === 3 ? 255 : 64 + value / 2)),
};
const gradient = createRandom(2).normals(SIDE * SIDE * 3);
const slopes = slopesOf(gradient);

describe('a push along a straight line', () => {
  it('gains ε · Σ|w|, where black and white are far', () => {
    const sum = slopes.reduce((total, slope) => total + Math.abs(slope), 0);
    expect(gain(slopes, middling, pushed(middling, slopes, 3))).toBeCloseTo(3 * sum, 4);
  });

  it('is w · δ in z-scores: what a linear network’s score does', () => {
    const after = pushed(middling, slopes, 2);
    let moved = 0;
    for (const [place, weight] of gradient.entries()) {
      const byte = 4 * Math.floor(place / 3) + (place % 3);
      moved += (weight * (after.data[byte]! - middling.data[byte]!)) / 255 / STD[place % 3]!;
    }
    expect(gain(slopes, middling, after)).toBeCloseTo(moved, 4);
  });

  it('stops at black and white, and never leads back', () => {
    const black = { ...photo, data: new Uint8ClampedArray(SIDE * SIDE * 4) };
    const after = pushed(black, slopes, 5);
    const straight = gain(slopes, black, after);
    expect(straight).toBeGreaterThan(0);
    // What a single value is said to move, as often as there are values, is what all of them are said to.
    const said = Number(/by (\S+) on average/.exec(shareWords({ slopes }, { straight }))![1]);
    expect(said * slopes.length).toBeCloseTo(straight, 0);
    expect(said * slopes.length).toBeLessThan(
      0.6 * 5 * slopes.reduce((sum, slope) => sum + Math.abs(slope), 0),
    );
    for (const [place, slope] of slopes.entries()) {
      const byte = 4 * Math.floor(place / 3) + (place % 3);
      expect(after.data[byte]).toBe(slope > 0 ? 5 : 0);
    }
  });

  it('dwarfs as much noise, whose gain is ε ‖w‖ by its size', () => {
    const noise = Array.from({ length: 40 }, (_, seed) =>
      gain(slopes, middling, scattered(middling, 3, createRandom(100 + seed))),
    );
    const spread = Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / noise.length);
    const norm = Math.hypot(...slopes);
    expect(spread / (3 * norm)).toBeGreaterThan(0.7);
    expect(spread / (3 * norm)).toBeLessThan(1.3);
  });

  it('grows to its whole, one value after another', () => {
    const after = pushed(middling, slopes, 2);
    const points = growth(slopes, middling, after, createRandom(1));
    expect(points[0]).toEqual({ x: 0, y: 0 });
    expect(points.at(-1)!.x).toBe(slopes.length);
    expect(points.at(-1)!.y).toBeCloseTo(gain(slopes, middling, after), 4);
    for (const [place, { y }] of points.entries())
      expect(y).toBeGreaterThanOrEqual(points[place - 1]?.y ?? 0);
  });
});
