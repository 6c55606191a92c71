import { PREPROCESSING_NAMES } from '../../core/records/preprocessings';
import * as v from 'valibot';
import { unsupportedModel } from '../graph/failures';
import type { WeightType } from '../storage/stored-weight';
import { OwnSentenceSchema } from '../../words/own-sentence';
import { phrase } from '../../words/say';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const wholeBytes = v.pipe(v.number(), v.integer(), v.minValue(1));
const WeightTypes = v.picklist(['float32', 'float16', 'uint8'] satisfies WeightType[]);
const address = v.pipe(v.string(), v.url(), v.regex(/^https?:/, 'expected an http address'));

/** One way of keeping a network's weights. */
const ChoiceSchema = v.object({
  weights: WeightTypes,
  /** Bytes once converted and kept. */
  bytes: wholeBytes,
  /** What it costs, measured; absent where nothing is lost. */
  effect: v.optional(OwnSentenceSchema),
});

/** A network that can be had from its publisher: what it is, where it lies, and how to know it is the right one. */
const ZooEntrySchema = v.object({
  id: v.pipe(text, v.regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and dashes')),
  title: text,
  /** What it is, for the list. */
  about: OwnSentenceSchema,
  licence: text,
  format: v.picklist(['onnx', 'tfjs-layers']),
  /** Addresses of the same file (or `model.json`), the publisher's first. */
  sources: v.pipe(v.array(address), v.minLength(1)),
  /** Bytes to download: the file's, or all shards' together. Exact where `sha256` is known, else about. */
  bytes: wholeBytes,
  /** SHA-256 of the file, or of all shards joined; null where none is published: then the first download is trusted and later ones must equal it. */
  sha256: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'))),
  size: v.tuple([v.number(), v.number()]),
  preprocessing: v.picklist(PREPROCESSING_NAMES),
  classes: v.literal('imagenet'),
  /** Ways of keeping it, the default first. */
  choices: v.pipe(v.array(ChoiceSchema), v.minLength(1)),
  /** Bytes of memory it takes while in use, about. */
  memory: wholeBytes,
});
export type ZooEntry = v.InferOutput<typeof ZooEntrySchema>;

const ZooSchema = v.object({ schema: v.literal(1), networks: v.array(ZooEntrySchema) });

/** The networks of a `models/zoo.json`. Throws LabError `unsupported-model` naming the first mistake. */
export function parseZoo(json: unknown): readonly ZooEntry[] {
  const result = v.safeParse(ZooSchema, json);
  if (result.success) return result.output.networks;
  const [issue] = result.issues;
  throw unsupportedModel(
    phrase('The list of networks (zoo.json) is not valid at {place}: {message}.', {
      place: v.getDotPath(issue) ?? phrase('its top'),
      message: issue.message,
    }),
  );
}
