import * as v from 'valibot';
import { RecipeSchema, type Recipe } from '../core/records/recipe';
import { recipeCaption } from './recipe-words';
import { textsOf, type PngText } from './png-text';

const RECIPE_KEYWORD = 'lucarne:recipe';
const INPUT_KEYWORD = 'lucarne:input';

const PICTURE_KINDS = ['original', 'map', 'result', 'difference', 'frame'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

const short = v.pipe(v.string(), v.maxLength(400));

const RecordSchema = v.object({
  recipe: RecipeSchema,
  /** Which of the run's pictures this file shows; a figure shows several, a sheet many runs, of which the recipe is the first's. */
  picture: v.picklist([...PICTURE_KINDS, 'figure', 'sheet']),
  /** The view that drew a sheet, by its id, and its own settings. */
  view: v.optional(
    v.object({ id: short, params: v.record(short, v.union([v.number(), v.boolean(), short])) }),
  ),
  /** Whole-number enlargement of the pixels, 1 to 4. */
  scale: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
});

/** What an exported PNG says of itself. */
export interface RunRecord {
  readonly recipe: Recipe;
  readonly picture: PictureKind | 'figure' | 'sheet';
  readonly view?: SheetView | undefined;
  readonly scale: number;
  /** The network's input as a PNG data URL, where the run began with a picture. */
  readonly input?: string;
}
export type SheetView = NonNullable<v.InferOutput<typeof RecordSchema>['view']>;

/** iTXt entries that carry a run's record, and its caption for other programs. */
export function recordTexts({ input, ...record }: RunRecord): readonly PngText[] {
  const texts = [
    { keyword: 'Description', text: recipeCaption(record.recipe) },
    { keyword: RECIPE_KEYWORD, text: JSON.stringify(record) },
  ];
  if (input !== undefined) texts.push({ keyword: INPUT_KEYWORD, text: input });
  return texts;
}

/** The record in a PNG's bytes; null where it carries none, or one that is not valid. */
export function recordOf(png: Uint8Array): RunRecord | null {
  const texts = textsOf(png);
  const recipe = texts.find((entry) => entry.keyword === RECIPE_KEYWORD);
  if (!recipe) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), RecordSchema), recipe.text);
  if (!parsed.success) return null;
  const input = texts.find((entry) => entry.keyword === INPUT_KEYWORD)?.text;
  const isPicture = input?.startsWith('data:image/png;base64,') === true;
  return isPicture ? { ...parsed.output, input } : parsed.output;
}
