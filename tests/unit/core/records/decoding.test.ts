import * as v from 'valibot';
import { expect, it } from 'vitest';
import { AS_PILLOW, departures } from '../../../../src/core/records/decoding';
import { RecipeSchema } from '../../../../src/core/records/recipe';

const before = {
  version: 1,
  network: 'tiny',
  method: 'vanilla-gradient',
  params: {},
  target: 0,
  seed: 0,
  fit: 'squash',
} as const;

it('a recipe holds only what is not as Pillow reads a photo, and one from before is still read', () => {
  expect(departures(AS_PILLOW)).toEqual({});
  const chosen = { colourProfile: 'apply', transparency: 'white' } as const;
  expect(departures(chosen)).toEqual(chosen);
  expect(v.parse(RecipeSchema, before)).toEqual(before);
  expect(v.parse(RecipeSchema, { ...before, ...departures(chosen) })).toEqual({ ...before, ...chosen });
});
