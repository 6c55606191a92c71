import { PREPROCESSING_NAMES } from '../../../core/records/preprocessings';
import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';

const text = v.pipe(v.string(), v.maxLength(500));
const number = v.pipe(v.number(), v.finite());
const triple = v.tuple([number, number, number]);
const deviation = v.pipe(number, v.minValue(1e-6));
const nullable = <T extends v.GenericSchema>(schema: T) => v.optional(v.nullable(schema));

const LayerSchema = v.object({
  class_name: text,
  name: v.optional(text),
  config: v.union([v.array(v.unknown()), v.looseObject({ name: v.optional(text) })]),
  inbound_nodes: v.optional(v.array(v.unknown())),
});
export type Layer = v.InferOutput<typeof LayerSchema>;

const LayersSchema = v.array(LayerSchema);
/** `[[name, 0, 0]]`, or in Keras 3 `[name, 0, 0]` where there is one. */
const EndpointsSchema = v.union([v.array(v.looseTuple([text])), v.looseTuple([text])]);
export type Endpoints = v.InferOutput<typeof EndpointsSchema>;

const TopologySchema = v.object({
  class_name: text,
  config: v.union([
    v.looseObject({
      name: v.optional(text),
      layers: LayersSchema,
      input_layers: v.optional(EndpointsSchema),
      output_layers: v.optional(v.union([EndpointsSchema, v.record(text, v.looseTuple([text]))])),
    }),
    LayersSchema,
  ]),
});
export type Topology = v.InferOutput<typeof TopologySchema>;

const WeightEntrySchema = v.object({
  name: text,
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  dtype: text,
  /** `optimizer` for what only training goes on with. */
  group: v.optional(text),
  quantization: v.optional(v.object({ dtype: text, scale: v.optional(number), min: v.optional(number) })),
});
export type WeightEntry = v.InferOutput<typeof WeightEntrySchema>;

export const ManifestSchema = v.array(
  v.object({ paths: v.array(text), weights: v.array(WeightEntrySchema) }),
);
export type Manifest = v.InferOutput<typeof ManifestSchema>;

const PreprocessingSchema = v.union([
  v.picklist(PREPROCESSING_NAMES),
  v.object({
    scale: number,
    mean: triple,
    std: v.tuple([deviation, deviation, deviation]),
    channels: v.picklist(['RGB', 'BGR']),
  }),
]);

const ClassesSchema = v.union([
  v.literal('imagenet'),
  v.array(
    v.object({
      index: v.pipe(v.number(), v.integer(), v.minValue(0)),
      name: text,
      synonyms: v.optional(v.array(text)),
      wnid: v.optional(text),
    }),
  ),
]);

/** What this lab writes beside a network it has converted, in `userDefinedMetadata.lucarne`. */
export const MetadataSchema = v.object({
  schema: v.literal(1),
  id: v.pipe(text, v.minLength(1)),
  title: text,
  input: v.object({ size: v.tuple([v.number(), v.number()]), preprocessing: PreprocessingSchema }),
  classes: ClassesSchema,
  output: v.literal('logits'),
  answers: v.optional(v.picklist(['softmax', 'sigmoid'])),
  suggested: nullable(v.object({ lambda: v.optional(number), stepSize: v.optional(number) })),
  licence: nullable(v.string()),
});
export type Metadata = v.InferOutput<typeof MetadataSchema>;

const ModelSchema = v.object({
  modelTopology: v.looseObject({}),
  weightsManifest: ManifestSchema,
  userDefinedMetadata: nullable(v.looseObject({})),
});

/** A layers model's file, checked. */
export interface LayersModel {
  readonly topology: Topology;
  readonly manifest: Manifest;
  readonly metadata: Metadata | undefined;
}

const MOST_VALUES = 1_000_000;
const DEEPEST = 128;

/** Refuses JSON so large or so deep that reading on would take long. */
export function refuseTooMuch(json: unknown): void {
  let values = 0;
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (!isObject(value)) continue;
      const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
      if (values + next.length + inside.length > MOST_VALUES) {
        throw unsupportedModel(phrase('Expected a TensorFlow.js model, got a far larger file.'));
      }
      for (const item of inside) if (isObject(item)) next.push(item);
      values += inside.length;
    }
    level = next;
    if (depth > DEEPEST)
      throw unsupportedModel(
        phrase('Expected a TensorFlow.js model, got lists more than {deepest} deep in lists.', {
          deepest: DEEPEST,
        }),
      );
  }
}

/** Parses a `model.json`. Throws LabError `unsupported-model` naming what was expected. */
export function parseLayersModel(json: unknown): LayersModel {
  refuseTooMuch(json);
  const model = parse(ModelSchema, json, phrase('a TF.js layers model (model.json)'));
  const inner = model.modelTopology['model_config'] ?? model.modelTopology;
  const lucarne = model.userDefinedMetadata?.['lucarne'];
  return {
    topology: parseTopology(inner),
    manifest: model.weightsManifest,
    metadata:
      lucarne === undefined ? undefined : parse(MetadataSchema, lucarne, phrase('this lab’s metadata')),
  };
}

/** Parses a model inside `modelTopology`, or inside another model. Throws LabError `unsupported-model`. */
export function parseTopology(json: unknown): Topology {
  return parse(TopologySchema, json, phrase('a Keras model in modelTopology'));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parse<T extends v.GenericSchema>(schema: T, value: unknown, expected: Phrase): v.InferOutput<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  const got = issue.received === 'undefined' ? phrase('nothing') : phrase('something else');
  throw unsupportedModel(
    phrase('Expected {expected}, got {got}.', {
      expected,
      got: path ? phrase('a file with {got} at {path}', { got, path }) : got,
    }),
  );
}
