import { expect, it } from 'vitest';
import { offCentre, typedSize } from '../../../../src/features/drawing/paint-drawing';

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

it('ink lies off the middle by as much as its centre does, dark or light', () => {
  const side = 28;
  const light = new Uint8ClampedArray(4 * side * side);
  for (let y = 2; y < 8; y++)
    for (let x = 10; x < 24; x++) light.fill(255, 4 * (y * side + x), 4 * (y * side + x) + 4);
  const dark = light.map((level) => 255 - level);
  // The block's centre is at (16.5, 4.5), the middle of the paper at (13.5, 13.5).
  expect(offCentre(light, side, false)).toEqual([3, -9]);
  expect(offCentre(dark, side, true)).toEqual([3, -9]);
  expect(offCentre(new Uint8ClampedArray(light.length), side, false)).toEqual([0, 0]);
});
