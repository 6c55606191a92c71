import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedBytes, meanLevel } from '../../../../src/core/pictures/adjust-picture';
import { gaussianBlur } from '../../../../src/tensors/gaussian-blur';
import { mergedFrom, objectShares, type Disc } from '../../../../src/core/pictures/object-valley';
import { packRgba, rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { createRandom } from '../../../../src/core/random/seeded-random';
import {
  DIRECTIONS,
  lineChange,
  lineDirection,
  lineSteps,
  partingPoint,
  pictureAt,
} from '../../../../src/core/pictures/straight-line';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '../../../../testing/backends';

const photo = (width: number, height: number, seed = 3): Uint8ClampedArray<ArrayBuffer> => {
  const random = createRandom(seed);
  return packRgba(Float32Array.from({ length: width * height * 3 }, () => random.integer(0, 255)));
};
const colours = (data: Uint8ClampedArray): number[] => [...data].filter((_, i) => i % 4 !== 3);

describe('a weakened picture', () => {
  const data = photo(24, 18);
  const weaken = (contrast: number, blur: number) => adjustedBytes(data, 24, 18, { contrast, blur });

  it('is the very same bytes at full contrast without blur, in an array of its own', () => {
    expect(weaken(1, 0)).toEqual(data);
    expect(weaken(1, 0)).not.toBe(data);
  });

  it('is one grey at contrast 0: the mean of all colour values', () => {
    const mean = colours(data).reduce((sum, value) => sum + value, 0) / colours(data).length;
    expect(meanLevel(data)).toBeCloseTo(mean, 9);
    expect(new Set(colours(weaken(0, 0)))).toEqual(new Set([Math.round(mean)]));
  });

  it('is p′ = round(m + k (p − m)) at every byte, and keeps alpha', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (k) => {
        const mean = meanLevel(data);
        const weak = weaken(k, 0);
        expect(colours(weak)).toEqual(colours(data).map((p) => Math.round(mean + k * (p - mean))));
        expect([...weak].filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it.each([0.5, 2, 12])('keeps its mean under a blur of %f px, to half a grey level', (sigma) => {
    expect(Math.abs(meanLevel(weaken(1, sigma)) - meanLevel(data))).toBeLessThan(0.5);
  });

  it('is blurred as the network’s own blur does it', async () => {
    await useBackend('cpu');
    const bytes = tf.tensor4d(colours(data), [1, 18, 24, 3]);
    const expected = [...gaussianBlur(bytes, 1.5).dataSync()].map(Math.round);
    const apart = colours(weaken(1, 1.5)).map((value, i) => Math.abs(value - expected[i]!));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
    expect(apart.filter((value) => value > 0).length).toBeLessThan(3);
  });
});

describe('two objects', () => {
  const discs: readonly [Disc, Disc] = [
    { x: 0.25, y: 0.5, radius: 0.125 },
    { x: 0.75, y: 0.5, radius: 0.125 },
  ];
  const SIDE = 64;
  const map = (strength: (x: number, y: number) => number): Float32Array =>
    Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
      strength(((i % SIDE) + 0.5) / SIDE, (Math.floor(i / SIDE) + 0.5) / SIDE),
    );
  const on = (x: number, y: number): boolean => discs.some((d) => Math.hypot(x - d.x, y - d.y) <= d.radius);

  it('have no valley filled where all the strength is on them, whatever its sign', () => {
    const shares = objectShares(
      map((x, y) => (on(x, y) ? (x < 0.5 ? -2 : 2) : 0)),
      SIDE,
      discs,
    );
    expect(shares).toEqual({ inside: 1, valley: 0 });
  });

  it('count as one on an even map, and hold their share of the area', () => {
    const shares = objectShares(
      map(() => 3),
      SIDE,
      discs,
    );
    expect(shares?.valley).toBeCloseTo(1, 6);
    expect(shares?.inside).toBeCloseTo(2 * Math.PI * 0.125 ** 2, 2);
  });

  it('have nothing to say on an empty map', () => {
    expect(objectShares(new Float32Array(SIDE * SIDE), SIDE, discs)).toBeNull();
  });

  it('have merged at the first stop that is merged, never where they were never apart', () => {
    expect(mergedFrom([0.4, 0.6, 0.95, 1.2])).toBe(2);
    expect(mergedFrom([0.4, 0.6])).toBeNull();
    expect(mergedFrom([1.1, 0.5, 1.2])).toBe('always');
    expect(mergedFrom([])).toBeNull();
  });
});

describe('a straight line through a photo', () => {
  const SIDE = 8;
  const data = photo(SIDE, SIDE).map((value, i) => (i % 4 === 3 ? 255 : 96 + (value & 63)));
  const gradient = createRandom(5).normals(SIDE * SIDE * 3);
  const start = { width: SIDE, height: SIDE, data, gradient, seed: 7 };
  const norm = Math.hypot(...gradient);

  it.each(['with-gradient', 'against-gradient', 'noise'] as const)('has length t going %s', (direction) => {
    const { length } = lineChange(data, pictureAt(data, lineDirection(direction, start), 6), gradient);
    expect(length).toBeCloseTo(6, 1);
  });

  it('rises by t ‖g‖ along the gradient and falls by as much against it, as far as bytes can', () => {
    const along = lineChange(data, pictureAt(data, lineDirection('with-gradient', start), 6), gradient);
    const against = lineChange(data, pictureAt(data, lineDirection('against-gradient', start), 6), gradient);
    expect(along.predicted / (6 * norm)).toBeCloseTo(1, 2);
    expect(against.predicted / (-6 * norm)).toBeCloseTo(1, 2);
  });

  it('measures the change on the bytes as the network’s own input space does', async () => {
    await useBackend('cpu');
    for (const direction of DIRECTIONS) {
      const after = pictureAt(data, lineDirection(direction, start), 0.6);
      const dx = [...tf.sub(rgbaToZScore(after, SIDE, SIDE), rgbaToZScore(data, SIDE, SIDE)).dataSync()];
      const change = lineChange(data, after, gradient);
      expect(change.length).toBeCloseTo(Math.hypot(...dx), 4);
      expect(change.predicted).toBeCloseTo(
        dx.reduce((sum, value, i) => sum + value * gradient[i]!, 0),
        3,
      );
    }
  });

  it('ends a fade at the other picture itself, and begins every line at the photo', () => {
    for (const direction of DIRECTIONS)
      expect(pictureAt(data, lineDirection(direction, start), 0)).toEqual(data);
    expect(new Set(colours(pictureAt(data, lineDirection('black', start), 1)))).toEqual(new Set([0]));
    expect(pictureAt(data, lineDirection('grey', start), 1).slice(0, 3)).toEqual(
      new Uint8ClampedArray([124, 116, 104]),
    );
  });

  it('leads nowhere where the gradient is zero', () => {
    const flat = { ...start, gradient: new Float32Array(gradient.length) };
    expect(pictureAt(data, lineDirection('with-gradient', flat), 50)).toEqual(data);
  });

  it('is looked at more closely near the photo, from 0 to the largest step', () => {
    const steps = lineSteps(20, 25);
    expect(steps).toHaveLength(25);
    expect([steps[0], steps.at(-1)]).toEqual([0, 20]);
    expect(steps.every((t, i) => i < 2 || t - steps[i - 1]! > steps[i - 1]! - steps[i - 2]!)).toBe(true);
  });
});

describe('the point where line and curve part', () => {
  const point = (score: number, predicted: number) => ({ score, predicted });

  it('is the first whose gap is more than a tenth of the larger change', () => {
    expect(partingPoint([point(5, 5), point(4.5, 4.48), point(4, 3.8), point(3, 1)])).toBe(2);
    expect(partingPoint([point(5, 5), point(4, 3.9), point(3, 2.8)])).toBeNull();
  });

  it('is none for gaps too small to count, and one where the line says nothing happens', () => {
    expect(partingPoint([point(5, 5), point(5.01, 5)])).toBeNull();
    expect(partingPoint([point(5, 5), point(5.5, 5)])).toBe(1);
    expect(partingPoint([])).toBeNull();
  });
});
