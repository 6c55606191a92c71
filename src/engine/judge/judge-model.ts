import type * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { LabError } from '../../core/records/lab-error';
import { download } from '../../networks/download/download';
import { unsupportedModel } from '../../networks/graph/failures';
import type { ImportedNetwork } from '../../networks/graph/graph';
import { parseJson } from '../../networks/graph/model-json';
import type { PreprocessingOption } from '../protocol/protocol';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

interface FileOptions {
  /** What a graph model's own input spans; default [-1, 1], as `@tensorflow-models/mobilenet` takes it. */
  readonly inputRange?: readonly [number, number] | undefined;
  /** How a layers model or an ONNX file wants its pixels, where it does not say itself. */
  readonly preprocessing?: PreprocessingOption | undefined;
}

/** Where a judge's weights come from, other than the hub. */
export type JudgeSource =
  /** A `model.json` (graph or layers model), a folder with one, or an `.onnx` file. */
  | ({ readonly url: string } & FileOptions)
  /** The same as files of a local folder. */
  | ({ readonly files: readonly File[] } & FileOptions)
  | { readonly network: ImportedNetwork };

/** What `@tensorflow-models/mobilenet` loads: a graph model in memory and what its input spans. */
export interface JudgeModel {
  readonly artifacts: tf.io.ModelArtifacts;
  readonly inputRange: readonly [number, number];
}

/** Reads a file that `model.json` names. */
type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** The picture side and the classes that `@tensorflow-models/mobilenet` is written for. */
export const JUDGE_SIDE = 224;
export const JUDGE_CLASSES = 1000;

/**
 * A judge's graph model, read or made in memory: layers models, ONNX files and the lab's own networks become one.
 * Throws LabError `download-failed`, `weights-missing`, `unsupported-model` or `unsupported-op`.
 */
export async function readJudgeModel(
  source: JudgeSource,
  ask: typeof fetch = globalThis.fetch.bind(globalThis),
): Promise<JudgeModel> {
  if ('network' in source) return fromNetwork(source.network);
  const { preprocessing, inputRange = [-1, 1] } = source;
  const options = preprocessing === undefined ? {} : { preprocessing };
  const graphModel =
    'url' in source ? await urlGraphModel(source.url, ask) : await fileGraphModel(source.files);
  if (graphModel) return { artifacts: await artifactsOf(graphModel.model, graphModel.read), inputRange };
  // Fetched late: MobileNet, a graph model, needs no importer and no op.
  const { fetchModel, readModelFiles } = await import('../../networks/storage/weights');
  const { network } =
    'url' in source
      ? await fetchModel(source.url, { ...options, fetch: ask })
      : await readModelFiles(source.files, options);
  return fromNetwork(network);
}

/** The lab's own networks judge on their own terms: preprocessing first, and a background class before the others. */
async function fromNetwork(network: ImportedNetwork): Promise<JudgeModel> {
  const { input, classes, title } = network.graph;
  if (classes.length !== JUDGE_CLASSES || input.size.some((side) => side !== JUDGE_SIDE)) {
    throw unsuited(
      phrase('“{title}” has {classes} classes and pictures of {size} pixels.', {
        title,
        classes: classes.length,
        size: input.size.join(' x '),
      }),
    );
  }
  const { exportGraphModel } = await import('../../networks/exporters/graph-model');
  const { modelJson, shards } = exportGraphModel(network, { input: 'pixels', background: true });
  return { artifacts: artifacts(modelJson, [...shards.values()]), inputRange: [0, 1] };
}

/** The error of a network that cannot judge; `got` is a whole sentence. */
export function unsuited(got: Phrase, options?: ErrorOptions): LabError {
  return new LabError(
    'unsupported-model',
    phrase('A judge takes pictures of {side} x {side} pixels and knows ImageNet’s {classes} classes: {got}', {
      side: JUDGE_SIDE,
      classes: JUDGE_CLASSES,
      got,
    }),
    phrase('Give it MobileNet, or another ImageNet classifier of that size.'),
    options,
  );
}

const GraphModelSchema = v.looseObject({
  modelTopology: v.looseObject({ node: v.array(v.looseObject({ name: v.string(), op: v.string() })) }),
  weightsManifest: v.array(
    v.object({
      paths: v.array(v.string()),
      weights: v.array(
        v.looseObject({
          name: v.string(),
          shape: v.array(v.number()),
          dtype: v.picklist(['float32', 'int32', 'bool', 'string', 'complex64']),
        }),
      ),
    }),
  ),
});
type GraphModel = v.InferOutput<typeof GraphModelSchema>;
interface FoundGraphModel {
  readonly model: GraphModel;
  readonly read: ReadFile;
}

/** The graph model at an address; null where something else lies there. */
async function urlGraphModel(url: string, ask: typeof fetch): Promise<FoundGraphModel | null> {
  const asked = new URL(url, 'location' in globalThis ? globalThis.location.href : undefined);
  if (asked.pathname.endsWith('.onnx')) return null;
  const modelUrl = asked.pathname.endsWith('.json')
    ? asked
    : new URL(`${asked.pathname.replace(/\/?$/, '/')}model.json${asked.search}`, asked);
  const model = parseGraphModel(await download(modelUrl.href, { ask }), modelUrl.href);
  const read: ReadFile = (path) => {
    const shard = new URL(path, modelUrl);
    // Signed links carry their query from file to file.
    shard.search ||= modelUrl.search;
    return download(shard.href, { ask });
  };
  return model && { model, read };
}

/** The graph model among files; null where they hold something else, or nothing. */
async function fileGraphModel(files: readonly File[]): Promise<FoundGraphModel | null> {
  const json =
    files.find((file) => file.name === 'model.json') ?? files.find((file) => file.name.endsWith('.json'));
  if (!json) return null;
  const model = parseGraphModel(new Uint8Array(await json.arrayBuffer()), json.name);
  const read: ReadFile = async (path) => {
    const name = path.split('/').at(-1);
    const file = files.find((other) => other.name === name);
    if (file) return new Uint8Array(await file.arrayBuffer());
    throw new LabError(
      'weights-missing',
      phrase('{name} names a weight file {path} that is missing.', { name: json.name, path }),
      phrase('Choose model.json together with all of its shards.'),
    );
  };
  return model && { model, read };
}

function parseGraphModel(bytes: Uint8Array, name: string): GraphModel | null {
  const json = parseJson(new TextDecoder().decode(bytes), name);
  const topology = v.safeParse(v.looseObject({ modelTopology: v.looseObject({ node: v.unknown() }) }), json);
  if (!topology.success) return null;
  const parsed = v.safeParse(GraphModelSchema, json);
  if (parsed.success) return parsed.output;
  throw unsupportedModel(
    phrase('{name} is no TF.js graph model that can be read: {issues}', {
      name,
      issues: v.summarize(parsed.issues),
    }),
  );
}

async function artifactsOf(model: GraphModel, read: ReadFile): Promise<tf.io.ModelArtifacts> {
  const paths = model.weightsManifest.flatMap((group) => group.paths);
  return artifacts(model, await Promise.all(paths.map(read)));
}

function artifacts(
  model: {
    readonly modelTopology: object;
    readonly weightsManifest: readonly { readonly weights: readonly tf.io.WeightsManifestEntry[] }[];
    readonly signature?: unknown;
  },
  shards: readonly Uint8Array<ArrayBuffer>[],
): tf.io.ModelArtifacts {
  return {
    modelTopology: model.modelTopology,
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    weightData: shards.map(({ buffer }) => buffer),
    ...(model.signature ? { signature: model.signature } : {}),
  };
}
