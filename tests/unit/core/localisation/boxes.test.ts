import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blurPlane } from '../../../../src/core/pictures/blur-plane';
import { type Box, clampBox, intersectionOverUnion, mapBox } from '../../../../src/core/localisation/box';
import { findComponents } from '../../../../src/core/localisation/components';
import { otsuLevel } from '../../../../src/core/localisation/otsu';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const anyBox = fc.record({
  x: fc.integer({ min: -50, max: 50 }),
  y: fc.integer({ min: -50, max: 50 }),
  width: fc.integer({ min: 1, max: 60 }),
  height: fc.integer({ min: 1, max: 60 }),
});
const drawn = (rows: readonly string[]) =>
  Uint8Array.from(rows.join(''), (letter) => (letter === '#' ? 1 : 0));

describe('intersection over union', () => {
  it('is shared area over covered area', () => {
    expect(intersectionOverUnion(box(0, 0, 10, 10), box(5, 0, 10, 10))).toBeCloseTo(50 / 150, 12);
    expect(intersectionOverUnion(box(0, 0, 10, 10), box(2, 2, 5, 5))).toBeCloseTo(0.25, 12);
  });

  it('is 0 for boxes that only touch, and for empty ones', () => {
    expect(intersectionOverUnion(box(0, 0, 10, 10), box(10, 0, 10, 10))).toBe(0);
    expect(intersectionOverUnion(box(0, 0, 10, 10), box(12, 12, 3, 3))).toBe(0);
    expect(intersectionOverUnion(box(0, 0, 0, 0), box(0, 0, 0, 0))).toBe(0);
  });

  it('is the same both ways, between 0 and 1, 1 only with itself, and counts pixels', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (a, b) => {
        const iou = intersectionOverUnion(a, b);
        const inside = ({ x, y, width, height }: Box, i: number, j: number): boolean =>
          i >= x && i < x + width && j >= y && j < y + height;
        let [both, either] = [0, 0];
        for (let j = -50; j < 110; j++) {
          for (let i = -50; i < 110; i++) {
            if (inside(a, i, j) && inside(b, i, j)) both++;
            if (inside(a, i, j) || inside(b, i, j)) either++;
          }
        }
        expect(iou).toBeCloseTo(both / either, 10);
        expect(intersectionOverUnion(b, a)).toBe(iou);
        expect(intersectionOverUnion(a, a)).toBe(1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a box of one picture in another', () => {
  it('is stretched and moved with the window it was seen through', () => {
    const window = box(128, 0, 768, 768);
    expect(mapBox(box(0, 0, 224, 224), { width: 224, height: 224 }, window)).toEqual(window);
    expect(mapBox(box(56, 112, 28, 56), { width: 224, height: 224 }, window)).toEqual(box(320, 384, 96, 192));
  });

  it('is cut at the picture’s edges', () => {
    expect(clampBox(box(-5, 90, 20, 20), 100, 100)).toEqual(box(0, 90, 15, 10));
    expect(clampBox(box(120, 0, 20, 20), 100, 100)).toEqual(box(100, 0, 0, 20));
  });
});

describe('components', () => {
  const size = { width: 6, height: 4 };

  it('join over corners, and are ordered by the map’s sum over them', () => {
    const mask = drawn(['##...#', '..#...', '......', '#....#']);
    const map = new Float32Array(24).fill(1);
    map[23] = 50;
    const { components, labels } = findComponents(mask, map, size);
    expect(components.map(({ box: found, area, mass }) => [found, area, mass])).toEqual([
      [box(5, 3, 1, 1), 1, 50],
      [box(0, 0, 3, 2), 3, 3],
      [box(5, 0, 1, 1), 1, 1],
      [box(0, 3, 1, 1), 1, 1],
    ]);
    expect(labels[0]).toBe(labels[8]);
    expect([...labels].filter((label) => label > 0)).toHaveLength(6);
  });

  it('do not join around the border', () => {
    const mask = drawn(['.....#', '#.....', '......', '......']);
    expect(findComponents(mask, new Float32Array(24), size).components).toHaveLength(2);
  });

  it('are none in an empty mask, and one in a full one', () => {
    expect(findComponents(new Uint8Array(24), new Float32Array(24), size).components).toEqual([]);
    const [all, ...more] = findComponents(new Uint8Array(24).fill(1), new Float32Array(24), size).components;
    expect(all?.box).toEqual(box(0, 0, 6, 4));
    expect(more).toEqual([]);
  });
});

describe('Otsu’s level', () => {
  /** By the definition: the level of 255 with the largest between-class variance. */
  function byDefinition(map: Float32Array): number {
    const [low, high] = [Math.min(...map), Math.max(...map)];
    let [best, level] = [-1, low];
    for (let bin = 1; bin < 256; bin++) {
      const at = low + (bin / 256) * (high - low);
      const binOf = (value: number): number =>
        Math.min(255, Math.floor(((value - low) / (high - low)) * 256));
      const upper = [...map].filter((value) => binOf(value) >= bin).map(binOf);
      const lower = [...map].filter((value) => binOf(value) < bin).map(binOf);
      if (upper.length === 0 || lower.length === 0) continue;
      const mean = (values: number[]): number =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      const between = upper.length * lower.length * (mean(upper) - mean(lower)) ** 2;
      if (between > best * (1 + 1e-9)) [best, level] = [between, at];
    }
    return level;
  }

  it('is the one its definition asks for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 2, maxLength: 40 }),
        (values) => {
          const map = Float32Array.from(values);
          fc.pre(Math.max(...map) - Math.min(...map) > 1e-3);
          expect(otsuLevel(map)).toBeCloseTo(byDefinition(map), 5);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('parts two heaps, and is the value itself where there is but one', () => {
    const heaps = Float32Array.from({ length: 100 }, (_, i) =>
      i < 80 ? 1 + (i % 5) / 50 : 9 + (i % 5) / 50,
    );
    const level = otsuLevel(heaps);
    expect([...heaps].filter((value) => value >= level)).toHaveLength(20);
    expect(otsuLevel(new Float32Array(9).fill(3))).toBe(3);
  });
});

describe('smoothing', () => {
  it('keeps a constant map, and a point’s sum', () => {
    const size = { width: 31, height: 25 };
    const flat = blurPlane(new Float32Array(31 * 25).fill(2), size, 3);
    expect(Math.max(...flat.map((value) => Math.abs(value - 2)))).toBeLessThan(1e-5);
    const point = new Float32Array(31 * 25);
    point[12 * 31 + 15] = 1;
    const spread = blurPlane(point, size, 2);
    expect(spread.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    // A Gaussian of 2 pixels: exp(-1/8) between a pixel and its neighbour, either way.
    expect(spread[12 * 31 + 16]! / spread[12 * 31 + 15]!).toBeCloseTo(Math.exp(-1 / 8), 5);
    expect(spread[13 * 31 + 15]! / spread[12 * 31 + 15]!).toBeCloseTo(Math.exp(-1 / 8), 5);
  });

  it('of 0 pixels changes nothing, and gives a copy', () => {
    const map = Float32Array.from([1, 5, 2, 0]);
    const copy = blurPlane(map, { width: 2, height: 2 }, 0);
    expect(copy).toEqual(map);
    expect(copy).not.toBe(map);
  });
});
