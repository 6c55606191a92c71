import * as v from 'valibot';
import { COLOUR_PROFILES, TRANSPARENCIES } from './decoding';

/**
 * How a photo is fitted to a network's fixed input, each bit for bit what a library does with the same decoded pixels (sizes
 * as for a network of 224):
 *
 * - `squash`: `T.Resize((224, 224))` of torchvision, as in CS231n and RDFIA; Pillow's `resize((224, 224), BILINEAR)`
 * - `squash-bicubic`: Pillow's `resize((224, 224))`, whose default is bicubic
 * - `torchvision`: `T.Resize(256)`, `T.CenterCrop(224)`
 * - `shorter-side`: `T.Resize(224)`, `T.CenterCrop(224)`
 * - `crop`: the centre square, `T.CenterCrop(min(image.size))`, `T.Resize((224, 224))`
 * - `keras`: `load_img(target_size=(224, 224))`, the nearest pixel
 */
export const FITS = ['squash', 'squash-bicubic', 'torchvision', 'shorter-side', 'crop', 'keras'] as const;
export type Fit = (typeof FITS)[number];

/** Seeds are whole numbers from 0 to this. */
export const LARGEST_SEED = 2 ** 32 - 1;
export const SeedSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LARGEST_SEED));

const short = v.pipe(v.string(), v.maxLength(200));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const params = v.record(short, v.union([v.number(), v.boolean(), short]));

/** Parameters moved while a run went on, and the steps it had taken when they came to act. */
const ParamChangeSchema = v.object({ step: count, params });
export type ParamChange = Readonly<v.InferOutput<typeof ParamChangeSchema>>;

/** Everything that makes a result again, save the photo. It is what a link, a PNG's metadata and a test fixture hold. */
export const RecipeSchema = v.object({
  version: v.literal(1),
  network: short,
  /** Hash of the weights file(s), so that another network under the same name is noticed. */
  weights: v.optional(short),
  method: short,
  /** Every parameter as the run began. */
  params,
  /** The parameters that were moved while it went on, in order. */
  changes: v.optional(v.pipe(v.array(ParamChangeSchema), v.maxLength(100_000))),
  target: v.pipe(v.number(), v.integer(), v.minValue(0)),
  targetName: v.optional(short),
  seed: SeedSchema,
  fit: v.picklist(FITS),
  /** How the photo's file became pixels; absent where as Pillow does it. */
  colourProfile: v.optional(v.picklist(COLOUR_PROFILES)),
  transparency: v.optional(v.picklist(TRANSPARENCIES)),
  backend: v.optional(short),
  /** Updates the kept result had taken. */
  steps: v.optional(count),
  /** True where the run would have gone on: it was stopped after `steps`, or this is a picture from its middle. */
  stopped: v.optional(v.boolean()),
  /** The photo's file name, for captions; never its content. */
  image: v.optional(short),
  /** A second network that was to be fooled as well, with the hash of its weights. */
  beside: v.optional(v.object({ network: short, weights: v.optional(short) })),
  /** The names of the other photos that the run took, in their order. */
  others: v.optional(v.pipe(v.array(short), v.maxLength(100))),
});
export type Recipe = v.InferOutput<typeof RecipeSchema>;

/** The parameters as they stood at the end of a recipe's run. */
export function lastParams({ params, changes = [] }: Pick<Recipe, 'params' | 'changes'>): Recipe['params'] {
  return Object.assign({}, params, ...changes.map((change) => change.params)) as Recipe['params'];
}

/** The recipe of one of its run's pictures, taken after `steps`: the run itself again where that is where it ended. */
export function recipeAt(recipe: Recipe, steps: number, ended: boolean): Recipe {
  if (ended && steps === recipe.steps) return recipe;
  const { changes = [], ...rest } = recipe;
  const acted = changes.filter(({ step }) => step < steps);
  return { ...rest, steps, stopped: true, ...(acted.length > 0 ? { changes: acted } : {}) };
}
