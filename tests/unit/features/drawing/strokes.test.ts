import { describe, expect, it } from 'vitest';
import { centredStrokes } from '../../../../src/features/drawing/strokes';
import { exchangedIf, isInverted } from '../../../../src/page/network/inverted';

const INK = 0.085;

describe('a drawing laid as MNIST’s digits lie', () => {
  const one = [
    [
      { x: 0.1, y: 0.1 },
      { x: 0.1, y: 0.3 },
    ],
  ];

  it('fills 20 of 28 pixels with its ink, around the middle', () => {
    const [[from, to] = []] = centredStrokes(one, INK);
    expect((to?.y ?? 0) - (from?.y ?? 0) + INK).toBeCloseTo(20 / 28, 10);
    expect(from?.x).toBeCloseTo(0.5, 5);
    expect(((to?.y ?? 0) + (from?.y ?? 0)) / 2).toBeCloseTo(0.5, 5);
  });

  it('stays as it is once it lies so, and a dot keeps its size', () => {
    const again = centredStrokes(centredStrokes(one, INK), INK).flat();
    centredStrokes(one, INK)
      .flat()
      .forEach(({ y }, i) => expect(again[i]?.y).toBeCloseTo(y, 5));
    const dot = centredStrokes([[{ x: 0.9, y: 0.2 }]], INK);
    expect(dot).toEqual([[{ x: 0.5, y: 0.5 }]]);
    expect(centredStrokes([], INK)).toEqual([]);
  });
});

describe('light and dark exchanged', () => {
  const mnist = { scale: 1, mean: [0.1, 0.1, 0.1], std: [0.3, 0.3, 0.3], channels: 'RGB' } as const;

  it('gives the negative of a pixel what the pixel had, and twice is none', () => {
    const exchanged = exchangedIf(true, mnist);
    expect(isInverted(exchanged)).toBe(true);
    const value = (x: number, { mean, std }: typeof exchanged): number => (x - mean[0]) / std[0];
    for (const x of [0, 0.25, 1]) expect(value(x, exchanged)).toBeCloseTo(value(1 - x, mnist), 10);
    expect(exchangedIf(true, exchanged).mean[0]).toBeCloseTo(mnist.mean[0], 10);
    expect(exchangedIf(false, mnist)).toBe(mnist);
  });
});
