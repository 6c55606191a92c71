import { describe, expect, it } from 'vitest';
import { byteDistance } from '../../../../../src/core/pictures/byte-distance';
import type { PixelImage } from '../../../../../src/core/pictures/pixel-image';
import { medianFiltered, withBits } from '../../../../../src/core/pictures/transforms/levels';
import {
  type TransformId,
  TRANSFORMS,
  transformed,
} from '../../../../../src/core/pictures/transforms/picture-transform';
import { cropped, fittedPicture, throughSmaller } from '../../../../../src/core/pictures/transforms/resize';
import { screenPhoto, slanted } from '../../../../../src/core/pictures/transforms/screen-photo';
import { makeTestPhoto } from '../../../../../testing/test-photo';
import { fitted } from '../../../../golden/fits/fitted';

/** A picture of one grey row each. */
const rows = (values: readonly (readonly number[])[]): PixelImage => ({
  width: values[0]!.length,
  height: values.length,
  data: Uint8ClampedArray.from(values.flat().flatMap((value) => [value, value, value, 255])),
});
const reds = ({ data }: PixelImage): number[] => [...data].filter((_, i) => i % 4 === 0);
const flat = (level: number): PixelImage =>
  rows(Array.from({ length: 12 }, () => Array<number>(12).fill(level)));
const photo: PixelImage = makeTestPhoto(3, 40, 30);

const MILD: Record<TransformId, number> = {
  jpeg: 90,
  resize: 50,
  blur: 1,
  crop: 10,
  noise: 4,
  bits: 4,
  median: 3,
  screen: 10,
};
const change = { jpeg: (image: PixelImage) => Promise.resolve(withBits(image, 6)), seed: 1 };

describe('what happens to pictures on their way', () => {
  it.each(TRANSFORMS)('%s keeps the size and what was given, and changes something', async (id) => {
    const before = photo.data.slice();
    const after = await transformed(photo, { id, amount: MILD[id] }, change);
    expect([after.width, after.height, after.data.length]).toEqual([40, 30, 4800]);
    expect(photo.data).toEqual(before);
    expect(after.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    expect(byteDistance(photo.data, after.data).linf).toBeGreaterThan(0);
  });

  it.each(['resize', 'blur', 'crop', 'median'] as const)('%s leaves one colour as it is', async (id) => {
    const after = await transformed(flat(90), { id, amount: MILD[id] }, change);
    expect(after.data).toEqual(flat(90).data);
  });

  it('takes a photo to a network’s size as fitting does', () => {
    for (const fit of ['squash', 'crop', 'torchvision', 'keras'] as const)
      expect(fittedPicture(photo, [16, 16], fit).data).toEqual(fitted(photo, [16, 16], fit));
    expect(fittedPicture(photo, [30, 40], 'squash').data).toEqual(photo.data);
  });

  it('loses nothing at its whole size, and every detail at one pixel', () => {
    expect(throughSmaller(photo, 1).data).toEqual(photo.data);
    expect(new Set(reds(throughSmaller(rows([[0, 200]]), 0.5)))).toEqual(new Set([100]));
  });

  it('cuts off what lies at the sides', () => {
    const framed = rows([
      [9, 9, 9, 9],
      [9, 50, 50, 9],
      [9, 50, 50, 9],
      [9, 9, 9, 9],
    ]);
    expect(reds(cropped(framed, 0.25))).toEqual(Array<number>(16).fill(50));
    expect(cropped(framed, 0).data).toEqual(framed.data);
  });

  it('moves each value to the nearest of the levels that the bits have', () => {
    expect(reds(withBits(rows([[0, 127, 128, 255]]), 1))).toEqual([0, 0, 255, 255]);
    expect(reds(withBits(rows([[0, 42, 43, 85, 200]]), 2))).toEqual([0, 0, 85, 85, 170]);
    expect(withBits(photo, 8).data).toEqual(photo.data);
  });

  it('takes a lone pixel away by the median, and keeps an edge', () => {
    expect(reds(medianFiltered(rows([[5, 5, 250, 5, 5]]), 3))).toEqual([5, 5, 5, 5, 5]);
    expect(reds(medianFiltered(rows([[5, 5, 90, 90, 90]]), 3))).toEqual([5, 5, 90, 90, 90]);
  });

  it('is seen straight on where there is no slant, and aslant keeps straight lines straight', () => {
    expect(slanted(photo, 0).data).toEqual(photo.data);
    // A plane seen in perspective: the cross-ratio of four points in a row stays.
    const ramp = rows([Array.from({ length: 101 }, (_, x) => x)]);
    const [a = 0, b = 0, c = 0, d = 0] = [10, 40, 70, 100].map((x) => reds(slanted(ramp, 0.3))[x]);
    expect(((c - a) * (d - b)) / ((c - b) * (d - a))).toBeCloseTo((60 * 60) / (30 * 90), 1);
    expect(b - a).toBeLessThan(d - c);
  });

  it('lays moiré and gamma over a photo of a screen, the same every time', () => {
    const grey = screenPhoto(flat(128), 0.1);
    const mean = reds(grey).reduce((sum, value) => sum + value, 0) / 144;
    expect(mean / (255 * (128 / 255) ** 1.1)).toBeCloseTo(1, 1);
    expect(new Set(reds(grey)).size).toBeGreaterThan(3);
    expect(screenPhoto(flat(128), 0.1).data).toEqual(grey.data);
  });
});
