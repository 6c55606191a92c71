import { describe, expect, it } from 'vitest';
import { planFit } from '../../../src/core/pictures/fit-plan';
import { type Fit, FITS } from '../../../src/core/records/recipe';
import GOLDEN from './fits.json' with { type: 'json' };
import { fitted } from './fitted';
import { fingerprint, generatedPicture } from '../../../testing/generated-picture';

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
