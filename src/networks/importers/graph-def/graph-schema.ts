import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import { type Manifest, ManifestSchema, refuseTooMuch } from '../keras/layers-schema';
import { phrase } from '../../../words/say';

const text = v.pipe(v.string(), v.maxLength(1000));

const NodeSchema = v.object({
  name: text,
  op: text,
  input: v.optional(v.array(text), []),
  attr: v.optional(v.nullable(v.record(v.string(), v.unknown())), {}),
});
/** A node of a TensorFlow GraphDef, in protobuf's JSON form. */
export type GraphDefNode = v.InferOutput<typeof NodeSchema>;

const Tensors = v.record(v.string(), v.looseObject({ name: v.optional(text) }));
const SignatureSchema = v.looseObject({ inputs: v.optional(Tensors), outputs: v.optional(Tensors) });

const GraphModelSchema = v.object({
  modelTopology: v.looseObject({ node: v.array(NodeSchema) }),
  weightsManifest: ManifestSchema,
  signature: v.optional(v.nullable(SignatureSchema)),
  userDefinedMetadata: v.optional(
    v.nullable(v.looseObject({ signature: v.optional(v.nullable(SignatureSchema)) })),
  ),
});

/** A graph model's file, checked. */
export interface GraphModel {
  readonly nodes: readonly GraphDefNode[];
  readonly manifest: Manifest;
  /** Names of its outputs as tensors, in order, by the names that the file gives them; empty where it does not say. */
  readonly outputs: readonly { readonly name: string; readonly node: string }[];
}

const MOST_NODES = 100_000;

/** Whether parsed JSON is a TF.js graph model rather than a layers model. */
export function isGraphModel(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const { format, modelTopology } = json as { format?: unknown; modelTopology?: unknown };
  const hasNodes = typeof modelTopology === 'object' && modelTopology !== null && 'node' in modelTopology;
  return hasNodes || format === 'graph-model';
}

/** Parses the `model.json` of a graph model. Throws LabError `unsupported-model` naming what was expected. */
export function parseGraphModel(json: unknown): GraphModel {
  refuseTooMuch(json);
  const result = v.safeParse(GraphModelSchema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue);
    const got = issue.received === 'undefined' ? phrase('nothing') : phrase('something else');
    throw unsupportedModel(
      phrase('Expected a TF.js graph model, got {got}.', {
        got: path ? phrase('a file with {got} at {path}', { got, path }) : got,
      }),
    );
  }
  const { modelTopology, weightsManifest, signature, userDefinedMetadata } = result.output;
  const { node: nodes } = modelTopology;
  if (nodes.length > MOST_NODES)
    throw unsupportedModel(phrase('Expected at most {most} layers, got more.', { most: MOST_NODES }));
  const outputs = Object.entries((signature ?? userDefinedMetadata?.signature)?.outputs ?? {}).map(
    ([key, { name }]) => ({ name: key, node: tensorName(name ?? key) }),
  );
  return { nodes, manifest: weightsManifest, outputs };
}

/** A tensor's name: without a number where it is its node's first, as `^name` without what says that it is only waited for. */
export function tensorName(tensor: string): string {
  return tensor.replace(/^\^/, '').replace(/:0$/, '');
}

/** The node that a tensor's name means: `^name` is waited for only, `name:0` is its first output. */
export function nodeName(tensor: string): string {
  return tensor.replace(/^\^/, '').replace(/:\d+$/, '');
}
