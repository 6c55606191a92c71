import { expect, it } from 'vitest';
import { typedSize } from '../../../../src/features/drawing/paint-drawing';

/** What a character measures in a size of 280, its box of so many pixels. */
const box = (width: number, height: number) => ({
  actualBoundingBoxLeft: -10,
  actualBoundingBoxRight: 10 + width,
  actualBoundingBoxAscent: height,
  actualBoundingBoxDescent: 0,
});

it('a typed character fills 20 of 28 pixels by its longer side where it is to lie as in MNIST, its thicker ink included', () => {
  for (const [width, height] of [
    [120, 204],
    [210, 140],
  ] as const) {
    const size = typedSize(box(width, height), 280, true);
    const longest = (Math.max(width, height) * size) / 280;
    expect(longest + 0.02 * 280).toBeGreaterThan(198);
    expect(longest + 0.02 * 280).toBeLessThanOrEqual(200);
  }
});

it('and is as large as its typeface has it elsewhere, or where there is nothing to measure', () => {
  expect(typedSize(box(120, 204), 280, false)).toBe(218);
  expect(typedSize(box(0, 0), 280, true)).toBe(218);
});
