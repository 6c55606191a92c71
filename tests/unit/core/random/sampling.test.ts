import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resizeBilinear } from '../../../../src/core/pictures/resize-bilinear';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { slidingWindows } from '../../../../src/core/maps/sliding-windows';
import { drawSoftMask } from '../../../../src/core/random/soft-mask';
import { spreadOrder } from '../../../../src/core/maps/spread-order';

const square = (side: number) => ({ height: side, width: side });

describe('bilinear resizing', () => {
  it('gives what torch.nn.functional.interpolate gives without aligned corners', () => {
    const grown = resizeBilinear([0, 1, 2, 3], square(2), { height: 2, width: 4 });
    expect([...grown]).toEqual([0, 0.25, 0.75, 1, 2, 2.25, 2.75, 3]);
    const shrunk = resizeBilinear([0, 1, 2, 3, 4, 5], { height: 1, width: 6 }, { height: 1, width: 3 });
    expect([...shrunk]).toEqual([0.5, 2.5, 4.5]);
  });

  it('is the identity at its own size, and keeps a constant constant', () => {
    const map = createRandom(1).normals(30);
    expect([...resizeBilinear(map, { height: 5, width: 6 }, { height: 5, width: 6 })]).toEqual([...map]);
    const flat = resizeBilinear(new Float32Array(9).fill(0.7), square(3), { height: 11, width: 7 });
    expect(flat.every((value) => Math.abs(value - 0.7) < 1e-6)).toBe(true);
  });

  it('never leaves the range of the map', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (map) => {
          const resized = resizeBilinear(map, square(2), square(7));
          const [low, high] = [Math.min(...map), Math.max(...map)];
          expect(resized.every((value) => value >= low - 1e-5 && value <= high + 1e-5)).toBe(true);
        },
      ),
    );
  });
});

describe('the spread order', () => {
  it('holds each place once', () => {
    for (const count of [0, 1, 2, 3, 8, 25, 100]) {
      expect(spreadOrder(count).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: count }, (_, i) => i),
      );
    }
    expect(spreadOrder(8)).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
  });

  it('has looked everywhere early: a quarter of 100 places leaves no gap of 10', () => {
    const early = spreadOrder(100)
      .slice(0, 25)
      .toSorted((a, b) => a - b);
    const gaps = early.map((place, i) => (early[i + 1] ?? 100) - place);
    expect(Math.max(...gaps)).toBeLessThan(10);
  });
});

describe('sliding windows', () => {
  it('are (floor((H - s) / stride) + 1)^2, row by row', () => {
    const windows = slidingWindows(square(224), 32, 16);
    expect(windows).toHaveLength(169);
    expect(windows[1]).toEqual({ top: 0, left: 16, bottom: 32, right: 48 });
    expect(windows.at(-1)).toEqual({ top: 192, left: 192, bottom: 224, right: 224 });
    expect(slidingWindows(square(30), 8, 5)).toHaveLength(25);
  });

  it('are one whole picture where the patch is larger', () => {
    expect(slidingWindows({ height: 9, width: 12 }, 50, 3)).toEqual([
      { top: 0, left: 0, bottom: 9, right: 12 },
    ]);
  });
});

describe('soft masks', () => {
  const draw = (seed: number, cells: number, keep: number) =>
    drawSoftMask(createRandom(seed), { height: 40, width: 33 }, { cells, keep });

  it('lie between hidden and kept, and follow from the seed', () => {
    const mask = draw(3, 7, 0.5);
    expect(mask).toHaveLength(40 * 33);
    expect(mask.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect([...draw(3, 7, 0.5)]).toEqual([...mask]);
    expect([...draw(4, 7, 0.5)]).not.toEqual([...mask]);
    expect(Math.max(...mask) - Math.min(...mask)).toBeGreaterThan(0.9);
  });

  it('are those that a seed has always given', () => {
    const random = createRandom(3);
    const digests = [
      drawSoftMask(random, { height: 40, width: 33 }, { cells: 7, keep: 0.5 }),
      drawSoftMask(random, { height: 224, width: 224 }, { cells: 8, keep: 0.3 }),
    ].map((mask) => createHash('sha256').update(new Uint8Array(mask.buffer)).digest('hex').slice(0, 16));
    expect(digests).toEqual(['46481ff539050d00', '0f25c0c2ee1a50d2']);
    expect(random.uniform()).toBe(0.4814306499902159);
  });

  it('keep each pixel p of the time', () => {
    for (const keep of [0.2, 0.5]) {
      const sum = new Float64Array(40 * 33);
      for (let seed = 0; seed < 600; seed++)
        draw(seed, 5, keep).forEach((value, i) => (sum[i]! += value / 600));
      const worst = Math.max(...sum.map((value) => Math.abs(value - keep)));
      expect(worst).toBeLessThan(0.1);
      expect(sum.reduce((a, b) => a + b) / sum.length).toBeCloseTo(keep, 1);
    }
  });

  it('keep or hide all where p leaves no choice', () => {
    expect(new Set(draw(1, 4, 1))).toEqual(new Set([1]));
    expect(new Set(draw(1, 4, 0))).toEqual(new Set([0]));
  });
});
