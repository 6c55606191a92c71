import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import type { Pair } from '../../graph/graph';
import type { ImportOptions } from '../import-options';
import { readsOf } from './layers-inbound';
import { type Endpoints, type Layer, parseTopology, type Topology } from './layers-schema';
import { sortedLayers } from './layers-sort';
import { likeliestOutput, outputMerit } from '../looks-like-features';
import { noSuchOutput } from '../network-output';
import { type PictureChannels, pictureChannels } from '../picture-channels';
import { phrase } from '../../../words/say';

const MOST_LAYERS = 20_000;
const DEEPEST = 16;

/** One layer of the network, out of whatever models it lay in. */
export interface PlacedLayer {
  readonly layer: Layer;
  /** Its name with the names of the models it lies in, but the outermost, before it. */
  readonly id: string;
  /** Those names, its own last. */
  readonly path: readonly string[];
  /** Ids of the layers it reads. */
  readonly reads: readonly string[];
}

/** A Keras model with its nested models laid out flat. */
export interface FlatTopology {
  readonly name: string;
  /** A side that the file leaves open is 0. */
  readonly input: { readonly id: string; readonly size: Pair; readonly channels: PictureChannels };
  /** In order, each after those it reads; what the output does not need is left out. */
  readonly layers: readonly PlacedLayer[];
  /** Layers that the output does not need. */
  readonly left: readonly Pick<PlacedLayer, 'layer' | 'path'>[];
  readonly output: string;
  /** Name of the layer that is read, and of all that the model gives. */
  readonly outputName: string;
  readonly outputNames: readonly string[];
  /** Whether another of them could as well be the class scores. */
  readonly outputOpen: boolean;
}

/**
 * The layers of a Sequential or Functional model, in whatever order its file lists them, with nested models laid out, for
 * the output of the name that is asked for.
 * Throws LabError `unsupported-model` for a circle, a name used twice, or more than one input.
 */
export function flatTopology(
  topology: Topology,
  { output: wanted }: Pick<ImportOptions, 'output'> = {},
): FlatTopology {
  const all = modelOf(topology);
  const { output: outputName, open: outputOpen } = chosenOutput(all.outputs, wanted);
  const own = { ...all, output: outputName };
  const first = own.layers[0];
  if (!first) throw unsupportedModel(phrase('Expected a model with layers, got none.'));
  const inputLayer = own.layers.find(({ layer }) => layer.class_name === 'InputLayer');
  const id = inputLayer?.name ?? 'input';
  const input = { id, ...pictureOf(id, inputLayer?.layer ?? first.layer, topology) };
  const layers: PlacedLayer[] = [];
  const left: Pick<PlacedLayer, 'layer' | 'path'>[] = [];
  const output = lay(own, [], input.id, { layers, left });
  const { outputs: outputNames, name } = all;
  return { name: name || 'layers-model', input, layers, left, output, outputName, outputNames, outputOpen };
}

interface Model {
  readonly name: string;
  readonly sequential: boolean;
  readonly layers: readonly { readonly layer: Layer; readonly name: string }[];
  readonly output: string;
  readonly outputs: readonly string[];
}

function modelOf(topology: Topology): Model {
  const config = Array.isArray(topology.config) ? { layers: topology.config } : topology.config;
  const layers = config.layers.map((layer) => ({ layer, name: layer.name ?? nameIn(layer) ?? '' }));
  const names = new Set<string>();
  for (const { name } of layers) {
    if (names.has(name)) throw unsupportedModel(phrase('Two layers are called “{name}”.', { name }));
    names.add(name);
  }
  const ends = 'output_layers' in config ? config.output_layers : undefined;
  const outputs = endpoints(ends) ?? [layers.at(-1)?.name ?? ''];
  return {
    name: 'name' in config ? (config.name ?? '') : '',
    sequential: topology.class_name === 'Sequential',
    layers,
    output: outputs[0] ?? '',
    outputs,
  };
}

/** Names of the layers a model gives: Keras 3 has `[name, 0, 0]` alone where there is one. */
function endpoints(ends: Endpoints | undefined): readonly string[] | undefined {
  if (ends === undefined || ends.length === 0) return undefined;
  // Only Keras 3 starts with a name itself, which it gives no others beside.
  return typeof ends[0] === 'string'
    ? [ends[0]]
    : ends.flatMap((end) => (Array.isArray(end) ? [String(end[0])] : []));
}

/** The output of the `wanted` name; else of several the one whose name speaks most for classes, the first of equals. */
function chosenOutput(
  names: readonly string[],
  wanted: string | undefined,
): { readonly output: string; readonly open: boolean } {
  if (wanted === undefined) return likeliestOutput(names, outputMerit) ?? { output: '', open: false };
  if (names.includes(wanted)) return { output: wanted, open: false };
  throw noSuchOutput(wanted, names);
}

function nameIn({ config }: Layer): string | undefined {
  const name = Array.isArray(config) ? undefined : config['name'];
  return typeof name === 'string' ? name : undefined;
}

/** Where a model's layers are laid out: those that are needed, and the others. */
interface LaidOut {
  readonly layers: PlacedLayer[];
  readonly left: Pick<PlacedLayer, 'layer' | 'path'>[];
}

/** Lays a model's layers out behind `input`, and gives back the id of its output. */
function lay(model: Model, path: readonly string[], input: string, into: LaidOut): string {
  if (path.length > DEEPEST)
    throw unsupportedModel(
      phrase('Expected models at most {deepest} deep in models, got more.', { deepest: DEEPEST }),
    );
  const inputs = model.layers.filter(({ layer }) => layer.class_name === 'InputLayer');
  if (inputs.length > 1) {
    throw unsupportedModel(
      phrase('The model “{name}” has {inputs} inputs; expected one, a picture.', {
        name: model.name,
        inputs: inputs.length,
      }),
    );
  }
  const ids = new Map<string, string>(inputs.map(({ name }) => [name, input]));
  const listed = model.layers.filter(({ layer }) => layer.class_name !== 'InputLayer');
  const layers = model.sequential
    ? listed.map((entry, i) => ({ ...entry, reads: i === 0 ? [] : [listed[i - 1]?.name ?? ''] }))
    : sortedLayers(
        listed.map((entry) => ({ ...entry, reads: readsOf(entry.layer, entry.name) })),
        model.output,
        new Set(ids.keys()),
      );
  const needed = new Set(layers.map(({ name }) => name));
  for (const { layer, name } of listed) if (!needed.has(name)) leave(layer, [...path, name], into.left);
  for (const { layer, name, reads } of layers) {
    const sources =
      model.sequential && reads.length === 0 ? [input] : reads.map((read) => ids.get(read) ?? read);
    const inner = [...path, name];
    const nested = nestedModel(layer);
    if (nested) {
      const [source] = sources;
      if (source === undefined || sources.length !== 1) {
        throw unsupportedModel(
          phrase('The model “{name}” inside the model expects one input, got {sources}.', {
            name,
            sources: sources.length,
          }),
        );
      }
      ids.set(name, lay(nested, inner, source, into));
      continue;
    }
    if (into.layers.length >= MOST_LAYERS)
      throw unsupportedModel(phrase('Expected at most {most} layers, got more.', { most: MOST_LAYERS }));
    const id = inner.join('/');
    into.layers.push({ layer, id, path: inner, reads: sources });
    ids.set(name, id);
  }
  const output = (model.sequential ? layers.at(-1)?.name : undefined) ?? model.output;
  return ids.get(output) ?? input;
}

/** Notes a layer that is not needed, with all that lies in it. */
function leave(layer: Layer, path: readonly string[], left: LaidOut['left']): void {
  if (path.length > DEEPEST || left.length >= MOST_LAYERS) return;
  const nested = nestedModel(layer);
  if (!nested) left.push({ layer, path });
  else for (const { layer: inside, name } of nested.layers) leave(inside, [...path, name], left);
}

function nestedModel(layer: Layer): Model | undefined {
  const { config } = layer;
  const isModel = Array.isArray(config) || Array.isArray(config['layers']);
  return isModel ? modelOf(parseTopology(layer)) : undefined;
}

/** The picture that the first layer says it takes, or else the model it lies in. */
function pictureOf(
  id: string,
  layer: Layer,
  model: Pick<Layer, 'config'>,
): { size: Pair; channels: PictureChannels } {
  const nested = nestedModel(layer);
  const first = nested?.layers[0];
  if (first) return pictureOf(id, first.layer, layer);
  const said = ({ config }: Pick<Layer, 'config'>, key: string): unknown =>
    Array.isArray(config) ? undefined : config[key];
  const shape =
    said(layer, 'batch_input_shape') ??
    said(layer, 'batchInputShape') ??
    said(layer, 'batch_shape') ??
    said(model, 'build_input_shape');
  const result = v.safeParse(v.pipe(v.array(v.nullable(v.number())), v.maxLength(8)), shape);
  if (!result.success) {
    throw unsupportedModel(
      phrase(
        'Expected a picture [null, H, W, 3] or [null, H, W, 1] as the first layer’s input, got another shape.',
      ),
    );
  }
  const [, height, width, last] = result.output;
  const channels = pictureChannels(id, result.output, last);
  return { size: [height ?? 0, width ?? 0], channels };
}
