import * as v from 'valibot';

/** How a photo is fitted to a network's fixed input: `squash` distorts the aspect, `crop` keeps the centre square. */
export const FITS = ['squash', 'crop'] as const;
export type Fit = (typeof FITS)[number];

const short = v.pipe(v.string(), v.maxLength(200));

/** Everything that makes a result again, save the photo. It is what a link, a PNG's metadata and a test fixture hold. */
export const RecipeSchema = v.object({
  version: v.literal(1),
  network: short,
  /** Hash of the weights file(s), so that another network under the same name is noticed. */
  weights: v.optional(short),
  method: short,
  params: v.record(short, v.union([v.number(), v.boolean(), short])),
  target: v.pipe(v.number(), v.integer(), v.minValue(0)),
  targetName: v.optional(short),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295)),
  fit: v.picklist(FITS),
  backend: v.optional(short),
  /** Updates the kept result had taken. */
  steps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** The photo's file name, for captions; never its content. */
  image: v.optional(short),
});
export type Recipe = v.InferOutput<typeof RecipeSchema>;
