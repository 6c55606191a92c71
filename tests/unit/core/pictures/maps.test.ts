import { describe, expect, it } from 'vitest';
import { byteDistance } from '../../../../src/core/pictures/byte-distance';
import { COLOUR_MAPS, colourTable } from '../../../../src/core/maps/colour-maps';
import { difference } from '../../../../src/core/pictures/difference';
import { percentiles, reduceChannels } from '../../../../src/core/maps/map-statistics';

describe('map statistics', () => {
  const gradient = Float32Array.of(1, -3, 2, 0, 0, 0, -1, -2, -2);

  it.each([
    ['max', [3, 0, 2]],
    ['mean', [2, 0, 5 / 3]],
    ['sum', [6, 0, 5]],
    ['l2', [Math.sqrt(14), 0, 3]],
    ['signed-max', [-3, 0, -2]],
    ['signed-mean', [0, 0, -5 / 3]],
    ['signed-sum', [0, 0, -5]],
    ['signed-l2', [0, 0, -3]],
  ] as const)('reduces three channels by %s', (reduction, expected) => {
    const map = reduceChannels(gradient, reduction);
    expected.forEach((value, i) => expect(map[i]).toBeCloseTo(value, 6));
  });

  it('interpolates percentiles as numpy does, and leaves the map as it is', () => {
    const values = Float32Array.of(4, 1, 3, 2);
    expect(percentiles(values, [0, 50, 100, 99, 25])).toEqual([1, 2.5, 4, expect.closeTo(3.97, 9), 1.75]);
    expect([...values]).toEqual([4, 1, 3, 2]);
    expect(percentiles(new Float32Array(0), [50])).toEqual([NaN]);
  });
});

describe('difference', () => {
  const before = Uint8ClampedArray.of(100, 100, 100, 255, 0, 10, 200, 255);
  const after = Uint8ClampedArray.of(100, 101, 98, 255, 255, 10, 200, 255);

  it('is mid-grey plus k times the change, clipped and marked', () => {
    const { pixels, clipped, clippedShare } = difference(before, after, 10);
    expect([...pixels]).toEqual([128, 138, 108, 255, 255, 128, 128, 255]);
    expect([...clipped]).toEqual([0, 1]);
    expect(clippedShare).toBe(0.5);
    expect(difference(after, before, 10).pixels[4]).toBe(0);
  });

  it('measures byte distances without alpha', () => {
    const { psnr, ...norms } = byteDistance(before, after);
    expect(psnr).toBeCloseTo(10 * Math.log10((6 * 255 ** 2) / (1 + 4 + 255 ** 2)), 9);
    expect(norms).toEqual({
      l0: 2,
      l2: Math.hypot(1, 2, 255),
      linf: 255,
      rms: Math.sqrt((1 + 4 + 255 ** 2) / 6),
      changedPixels: 1,
    });
    expect(byteDistance(before, before)).toEqual({ l0: 0, l2: 0, linf: 0, rms: 0, changedPixels: 0 });
  });
});

describe('colour maps', () => {
  const colours = (id: (typeof COLOUR_MAPS)[number]['id'], ...at: number[]): number[][] =>
    at.map((i) => [...colourTable(id).subarray(3 * i, 3 * i + 3)]);

  it.each(COLOUR_MAPS.map(({ id }) => id))('%s has 256 colours, neighbours close', (id) => {
    const table = colourTable(id);
    expect(table).toHaveLength(768);
    for (let i = 3; i < table.length; i++) expect(Math.abs(table[i]! - table[i - 3]!)).toBeLessThan(14);
    expect(colourTable(id)).toBe(table);
  });

  it('lists the even maps first, and says which are not', () => {
    const kinds = COLOUR_MAPS.filter(({ diverging }) => !diverging).map(({ kind }) => kind);
    expect(kinds).toEqual(['even', 'even', 'even', 'even', 'grey', 'custom', 'custom']);
    // Even: the lightness rises all the way, in steps that differ by little.
    const luma = (id: (typeof COLOUR_MAPS)[number]['id'], at: number): number => {
      const [r = 0, g = 0, b = 0] = colours(id, at)[0] ?? [];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const { id, kind, diverging } of COLOUR_MAPS) {
      const rises = [16, 80, 144, 208].map((at) => luma(id, at + 47) - luma(id, at));
      if (kind === 'even' && !diverging) expect(Math.min(...rises), id).toBeGreaterThan(0);
      if (id === 'turbo') expect(Math.min(...rises)).toBeLessThan(0);
    }
  });

  it('has the published end colours', () => {
    expect(colours('viridis', 0, 255)).toEqual([
      [68, 1, 84],
      [253, 231, 37],
    ]);
    expect(colours('hot', 0, 94, 191, 255)).toEqual([
      [11, 0, 0],
      [255, 2, 0],
      [255, 255, 3],
      [255, 255, 255],
    ]);
    expect(colours('greys', 0, 255)).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
  });

  it('diverges from blue over near-white to red', () => {
    const [low, middle, high] = colours('rdbu', 0, 128, 255) as [number[], number[], number[]];
    expect(low[2]).toBeGreaterThan(low[0]! + 50);
    expect(Math.min(...middle)).toBeGreaterThan(230);
    expect(high[0]).toBeGreaterThan(high[2]! + 50);
    expect(COLOUR_MAPS.filter(({ diverging }) => diverging).map(({ id }) => id)).toEqual(['rdbu']);
  });
});
