import { sampleRankCorrelation } from 'simple-statistics';
import { ssim } from 'ssim.js';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve } from '../../../../src/core/statistics/area-under-curve';
import { blurredBytes, meanGrey, noisyBytes } from '../../../../src/core/pictures/byte-pictures';
import { exchanges, pixelsByChance, pixelsByValue } from '../../../../src/core/maps/deletion-order';
import { edgeMap } from '../../../../src/core/pictures/edge-map';
import { midranks, rankCorrelation } from '../../../../src/core/statistics/rank-correlation';
import { createRandom } from '../../../../src/core/random/seeded-random';
import {
  greyOf,
  lumaOf,
  similarityTo,
  structuralSimilarity,
} from '../../../../src/core/pictures/structural-similarity';
import { makeTestPhoto } from '../../../../testing/test-photo';

const random = createRandom(1);
const map = random.normals(400);

describe('rank correlation', () => {
  it('shares ranks between ties', () => {
    expect([...midranks([3, 1, 3, 0, 3])]).toEqual([3, 1, 3, 0, 3]);
    expect([...midranks([5, 5])]).toEqual([0.5, 0.5]);
  });

  it('agrees with simple-statistics, ties and all', () => {
    for (let round = 0; round < 5; round++) {
      const a = Array.from({ length: 60 }, () => random.integer(0, 9));
      const b = a.map((value) => value + random.integer(0, 4));
      expect(rankCorrelation(a, b)).toBeCloseTo(sampleRankCorrelation(a, b), 10);
    }
  });

  it('is exactly 1 for equal maps and -1 for reversed ones, and does not see a scale', () => {
    expect(rankCorrelation(map, map)).toBe(1);
    expect(
      rankCorrelation(
        map,
        map.map((value) => -value),
      ),
    ).toBe(-1);
    expect(
      rankCorrelation(
        map,
        map.map((value) => Math.exp(value)),
      ),
    ).toBe(1);
  });

  it('is not known where a map is the same everywhere', () => {
    expect(rankCorrelation(map, new Float32Array(400))).toBeNull();
  });
});

describe('structural similarity', () => {
  it('is exactly 1 for equal pictures, and falls with noise', () => {
    const own = greyOf(map, 20, 20);
    expect(structuralSimilarity(own, own)).toBe(1);
    const little = structuralSimilarity(
      own,
      greyOf(
        map.map((value) => value + 0.1 * random.normal()),
        20,
        20,
      ),
    );
    const much = structuralSimilarity(own, greyOf(random.normals(400), 20, 20));
    expect(little).toBeLessThan(1);
    expect(little).toBeGreaterThan(0.7);
    expect(much).toBeLessThan(0.4);
  });

  it('follows its formula on two plain pictures', () => {
    const plain = (value: number) => ({
      width: 16,
      height: 16,
      values: new Uint8ClampedArray(256).fill(value),
    });
    const c1 = (0.01 * 255) ** 2;
    expect(structuralSimilarity(plain(50), plain(100))).toBeCloseTo((2 * 5000 + c1) / (2500 + 10000 + c1), 6);
  });

  it('agrees with another implementation on pictures in colour, however much noise', () => {
    const size = { width: 40, height: 30 };
    const noisy = (noise: number): Uint8ClampedArray<ArrayBuffer> =>
      Uint8ClampedArray.from({ length: 4800 }, (_, i) =>
        i % 4 === 3 ? 255 : 128 + 90 * Math.sin(i / 50) + noise * random.normal(),
      );
    // The other one takes the luma as whole numbers.
    const whole = (bytes: Uint8ClampedArray) => ({
      ...size,
      values: Uint8ClampedArray.from(lumaOf(bytes, size).values),
    });
    const grey = ({ values }: { values: Uint8ClampedArray }) => {
      const data = Uint8ClampedArray.from({ length: 4800 }, (_, i) => values[i >> 2]!);
      return { ...size, data } as ImageData;
    };
    const photo = noisy(0);
    const likeness = similarityTo(whole(photo));
    for (const noise of [1, 10, 60]) {
      const other = noisy(noise);
      const theirs = ssim(grey(whole(photo)), grey(whole(other)), { ssim: 'fast', downsample: false }).mssim;
      expect(likeness(whole(other))).toBeCloseTo(theirs, 5);
      expect(structuralSimilarity(lumaOf(photo, size), lumaOf(other, size))).toBeCloseTo(theirs, 2);
    }
    expect(lumaOf(Uint8ClampedArray.of(255, 0, 0, 255), { width: 1, height: 1 }).values[0]).toBeCloseTo(
      76.245,
    );
  });

  it('knows pictures smaller than its window, and empty maps', () => {
    const small = greyOf(map.subarray(0, 36), 6, 6);
    expect(structuralSimilarity(small, small)).toBe(1);
    expect(greyOf(new Float32Array(4), 2, 2).values).toEqual(new Uint8ClampedArray(4));
    expect([...greyOf(Float32Array.of(-2, 1, 0, 2), 2, 2).values]).toEqual([255, 128, 0, 255]);
  });
});

it('edges are the slope of the brightness, and none in a plain picture', () => {
  const ramp = new Uint8ClampedArray(4 * 25);
  for (let i = 0; i < 25; i++) ramp.set([10 * (i % 5), 10 * (i % 5), 10 * (i % 5), 255], 4 * i);
  const edges = edgeMap(ramp, 5, 5);
  for (let y = 0; y < 5; y++) {
    expect(edges[5 * y + 2]).toBeCloseTo(10, 4);
    expect(edges[5 * y]).toBeCloseTo(5, 4);
  }
  expect(Math.max(...edgeMap(meanGrey(25), 5, 5))).toBe(0);
});

describe('the area under a curve', () => {
  it('is the mean height', () => {
    expect(areaUnderCurve([0, 0.3, 1].map((x) => ({ x, y: 0.4 })))).toBeCloseTo(0.4, 12);
    expect(
      areaUnderCurve([
        { x: 0, y: 1 },
        { x: 2, y: 0 },
      ]),
    ).toBe(0.5);
    expect(areaUnderCurve([{ x: 0, y: 1 }])).toBeNaN();
  });
});

describe('exchanging pixels', () => {
  const photo = makeTestPhoto(2, 9, 7);
  const pixels = 63;

  it('goes by value, ties by place, or by a chance that holds every pixel once', () => {
    expect([...pixelsByValue([1, 3, -2, 3])]).toEqual([1, 3, 0, 2]);
    const order = pixelsByChance(pixels, createRandom(4));
    expect([...order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: pixels }, (_, i) => i));
    expect(order).toEqual(pixelsByChance(pixels, createRandom(4)));
    expect(order).not.toEqual(pixelsByChance(pixels, createRandom(5)));
  });

  it('begins with one picture, ends with the other, and changes just so many a step', () => {
    const to = meanGrey(pixels);
    const order = pixelsByChance(pixels, createRandom(4));
    const all = [...exchanges(photo.data, to, order, 10)];
    expect(all.map(({ share }) => Math.round(share * pixels))).toEqual([0, 10, 20, 30, 40, 50, 60, 63]);
    expect(all[0]!.data).toEqual(photo.data);
    expect(all.at(-1)!.data).toEqual(to);
    const third = all[3]!.data;
    for (const [place, index] of order.entries()) {
      const from = place < 30 ? to : photo.data;
      expect(third.subarray(4 * index, 4 * index + 4)).toEqual(from.subarray(4 * index, 4 * index + 4));
    }
  });

  it('blurs a plain picture into itself, and spreads a dot evenly', () => {
    const grey = meanGrey(100);
    expect([...grey.subarray(0, 4)]).toEqual([124, 116, 104, 255]);
    expect(blurredBytes(grey, 10, 10, 5, 5)).toEqual(grey);
    const dot = new Uint8ClampedArray(4 * 21 * 21);
    dot.fill(255, 4 * (10 * 21 + 10), 4 * (10 * 21 + 10) + 4);
    const blurred = blurredBytes(dot, 21, 21, 1, 3);
    const at = (x: number, y: number): number => blurred[4 * (y * 21 + x)]!;
    expect(at(10, 10)).toBeCloseTo(255 / (2 * Math.PI), -0.5);
    expect(at(9, 10)).toBe(at(10, 11));
    expect(at(10, 6)).toBe(0);
  });

  it('adds noise of the deviation asked for, never to alpha', () => {
    const middle = new Uint8ClampedArray(4 * 4000).fill(128);
    const noisy = noisyBytes(middle, 5, createRandom(2));
    const colours = [...noisy].filter((_, i) => i % 4 !== 3);
    const square = colours.reduce((sum, value) => sum + (value - 128) ** 2, 0) / colours.length;
    expect(Math.sqrt(square)).toBeCloseTo(5, 0);
    expect([...noisy].every((value, i) => i % 4 !== 3 || value === 128)).toBe(true);
  });
});
