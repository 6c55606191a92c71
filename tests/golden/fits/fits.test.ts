import { describe, expect, it } from 'vitest';
import { keptParts, planFit } from '../../../src/core/fit-plan';
import { type Fit, FITS } from '../../../src/core/recipe';
import { createResampler } from '../../../src/core/resample';
import { resampleTaps } from '../../../src/core/resample-taps';
import type { Picture } from '../../png-pixels';
import GOLDEN from './fits.json' with { type: 'json' };
import { fingerprint, generatedPicture } from './generated-picture';

/** A picture through a fit, its rows handed over some at a time and last ones first, as a canvas would give them. */
function fitted({ width, height, data }: Picture, size: readonly [number, number], fit: Fit) {
  const plan = planFit({ width, height }, size, fit);
  const { source, resized, filter } = plan;
  const { across, down } = keptParts(plan);
  const { rows, columns, take, finish } = createResampler(
    resampleTaps(source.w, resized.width, filter, across),
    resampleTaps(source.h, resized.height, filter, down),
  );
  const strips = Array.from({ length: Math.ceil((rows.end - rows.start) / 7) }, (_, i) => rows.start + 7 * i);
  for (const from of strips.toReversed()) {
    const end = Math.min(rows.end, from + 7);
    const strip = new Uint8ClampedArray((end - from) * (columns.end - columns.start) * 4);
    for (let row = from; row < end; row++) {
      const line = (source.y + row) * width + source.x;
      const part = data.subarray((line + columns.start) * 4, (line + columns.end) * 4);
      strip.set(part, (row - from) * part.length);
    }
    take(strip, from, end - from);
  }
  return finish();
}

describe.each(GOLDEN.cases)('a photo of $photo.width x $photo.height for $size', ({ photo, size, seen }) => {
  const picture = generatedPicture(photo.width, photo.height);
  it.each(Object.entries(seen))('is what its library makes of it: %s', (fit, expected) => {
    const bytes = fitted(picture, [size[0] ?? 0, size[1] ?? 0], fit as Fit);
    expect(fingerprint(bytes)).toBe(expected);
    expect(bytes.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });
});

it.each(FITS)('a picture of the network’s size is taken pixel for pixel: %s', (fit) => {
  const picture = generatedPicture(48, 32);
  expect(fitted(picture, [32, 48], fit)).toEqual(picture.data);
});

it.each(FITS)('a network that is not square sees no more and no less than its own size: %s', (fit) => {
  for (const [width, height] of [
    [500, 20],
    [20, 500],
    [64, 48],
  ] as const) {
    const plan = planFit({ width, height }, [48, 96], fit);
    expect(plan.kept).toMatchObject({ w: 96, h: 48 });
    expect(plan.kept.x + 96).toBeLessThanOrEqual(plan.resized.width);
    expect(plan.kept.y + 48).toBeLessThanOrEqual(plan.resized.height);
    expect(Math.min(plan.kept.x, plan.kept.y, plan.source.x, plan.source.y)).toBeGreaterThanOrEqual(0);
  }
});
