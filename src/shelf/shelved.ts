import * as v from 'valibot';
import type { PixelImage } from '../core/pictures/pixel-image';
import type { Frame } from '../core/records/frame';
import type { Film } from '../core/records/run-history';
import { LabError } from '../core/records/lab-error';
import { RecipeSchema } from '../core/records/recipe';
import type { AnswerKind } from '../core/statistics/answers';
import type { RunRequest, RunResult } from '../engine/protocol/protocol';
import type { RunStanding } from '../engine/protocol/run-standing';
import { phrase } from '../words/say';

/** The photo that cards were made of. */
export interface ShelvedPhoto {
  readonly name: string;
  /** As the network saw it, RGBA bytes. */
  readonly fitted: PixelImage;
  /** The file or address that it came from; absent where it had none, or its file was too large. */
  readonly source?: Blob | string;
}

/** A run of an exercise, with all that shows it again and goes on with it. */
export interface ShelvedRun {
  readonly kind: 'run';
  /** The frame that it ended on. */
  readonly frame: Frame;
  /** `pixels`, `attribution`, `raw` and `logits` are the frame's own. */
  readonly result: Omit<RunResult, 'input'>;
  /** RGBA bytes of its first picture, where it set out from none that was given. */
  readonly first: Uint8ClampedArray<ArrayBuffer> | null;
  /** The live curve, six numbers a point, see `packCurve`. */
  readonly curve: Float64Array<ArrayBuffer>;
  /** The film strip, as far as there was room; absent from cards of before, null for a run that has none. */
  readonly film?: Film | null;
  /** What the network read in the photo before. */
  readonly read: { readonly index: number; readonly kind: AnswerKind } | null;
  readonly request: Omit<RunRequest, 'image' | 'from' | 'frameEvery'>;
  /** Where it stood at its end; null for a method that goes on from its beginning alone. */
  readonly standing: RunStanding | null;
}

/** What a view with several runs had made: its own plain data, which it reads itself. */
export interface ShelvedView {
  readonly kind: 'view';
  readonly state: unknown;
}

export type Shelved = ShelvedRun | ShelvedView;

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const bytes = v.instance(Uint8ClampedArray);
const floats = v.instance(Float32Array);

const FrameSchema = v.pipe(
  v.looseObject({
    step: count,
    steps: count,
    width: side,
    height: side,
    pixels: v.optional(bytes),
    attribution: v.optional(floats),
    gradient: v.optional(floats),
    logits: v.optional(floats),
    scalars: v.record(v.string(), v.any()),
  }),
  v.check(({ width, height, pixels, attribution, gradient }) => {
    const all = width * height;
    const fits = (array: { readonly length: number } | undefined, each: number): boolean =>
      array === undefined || array.length === each * all;
    return fits(pixels, 4) && fits(attribution, 1) && fits(gradient, 3);
  }),
);

const TensorSchema = v.object({ shape: v.array(count), values: floats });

const FilmSchema = v.object({
  frames: v.array(v.object({ frame: FrameSchema, place: count })),
  seen: count,
  stride: v.pipe(count, v.minValue(1)),
});

const RunSchema = v.object({
  kind: v.literal('run'),
  frame: FrameSchema,
  result: v.looseObject({
    pixels: bytes,
    logits: floats,
    probabilities: floats,
    top: v.array(v.looseObject({ index: count, name: v.string() })),
    width: side,
    height: side,
    steps: count,
    recipe: RecipeSchema,
  }),
  first: v.nullable(bytes),
  curve: v.instance(Float64Array),
  film: v.optional(v.nullable(FilmSchema)),
  read: v.nullable(v.object({ index: count, kind: v.picklist(['softmax', 'sigmoid', 'binary']) })),
  request: v.looseObject({ network: v.string(), method: v.string(), params: v.record(v.string(), v.any()) }),
  standing: v.nullable(
    v.looseObject({
      recipe: RecipeSchema,
      state: v.looseObject({ step: count, variable: TensorSchema, memory: v.array(TensorSchema) }),
    }),
  ),
});

const ViewSchema = v.object({ kind: v.literal('view'), state: v.unknown() });

const PhotoSchema = v.object({
  name: v.string(),
  fitted: v.pipe(
    v.object({ width: side, height: side, data: bytes }),
    v.check(({ width, height, data }) => data.length === 4 * width * height),
  ),
  source: v.optional(v.union([v.string(), v.instance(Blob)])),
});

/** What was made, as it was kept. Throws LabError `bad-recipe` where it is not whole. */
export function readShelved(kept: unknown): Shelved {
  const parsed = v.safeParse(v.variant('kind', [RunSchema, ViewSchema]), kept);
  if (!parsed.success) throw unreadable(parsed.issues);
  return parsed.output as Shelved;
}

/** A card's photo, as it was kept; null where there is none. Throws LabError `bad-recipe` where it is not whole. */
export function readShelvedPhoto(kept: unknown): ShelvedPhoto | null {
  if (kept === undefined) return null;
  const parsed = v.safeParse(PhotoSchema, kept);
  if (!parsed.success) throw unreadable(parsed.issues);
  return parsed.output as ShelvedPhoto;
}

/** What a card keeps is not what this page reads. */
export function unreadable(cause: unknown): LabError {
  return new LabError(
    'bad-recipe',
    phrase('What this card keeps cannot be read by this version of the page.'),
    phrase('Run it again: the card still holds all its settings.'),
    { cause },
  );
}

/** A result as it was, of what is kept of it; `input` is the picture that the run set out from, where one was given. */
export function resultOfShelved({ result, first }: ShelvedRun, input: PixelImage | null): RunResult {
  return { ...result, input: input?.data ?? first ?? result.pixels };
}
