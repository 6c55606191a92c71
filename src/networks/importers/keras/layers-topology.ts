import { unsupportedModel } from '../../graph/failures';
import type { ImportOptions } from '../import-options';
import { calledLayers, callNames, inARow, type ListedLayer } from './layers-calls';
import type { Call } from './layers-inbound';
import type { GivenPicture } from '../picture-channels';
import { pictureOf } from './layers-picture';
import { type Endpoints, type Layer, parseTopology, type Topology } from './layers-schema';
import { sortedLayers } from './layers-sort';
import { likeliestOutput, outputMerit } from '../looks-like-features';
import { noSuchOutput } from '../network-output';
import { phrase } from '../../../words/say';

const MOST_LAYERS = 20_000;
const MOST_MODELS = 1000;
const DEEPEST = 16;

/** One call of a layer of the network, out of whatever models it lay in. */
export interface PlacedLayer {
  readonly layer: Layer;
  /** Its name with the names of the models it lies in, but the outermost, before it; of a second call and more with its number. */
  readonly id: string;
  /** Those names alone, its own last. */
  readonly path: readonly string[];
  /** What it is called with; a layer of a row is called with the one before it. */
  readonly call?: Call;
  /** Ids of the layers it reads. */
  readonly reads: readonly string[];
}

/** A Keras model with its nested models laid out flat. */
export interface FlatTopology {
  readonly name: string;
  readonly input: GivenPicture & { readonly id: string };
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
  const input = { id, ...firstPicture(id, inputLayer?.layer ?? first.layer, topology) };
  const layers: PlacedLayer[] = [];
  const left: Pick<PlacedLayer, 'layer' | 'path'>[] = [];
  const output = lay(own, { path: [], id: [] }, input.id, { layers, left, models: 0 });
  const { outputs: outputNames, name } = all;
  return { name: name || 'layers-model', input, layers, left, output, outputName, outputNames, outputOpen };
}

interface Model {
  readonly name: string;
  readonly sequential: boolean;
  readonly layers: readonly ListedLayer[];
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
  const outputs = endpoints(ends, callNames(layers)) ?? [layers.at(-1)?.name ?? ''];
  return {
    name: 'name' in config ? (config.name ?? '') : '',
    sequential: /^(Sequential|Pipeline)$/.test(topology.class_name),
    layers,
    output: outputs[0] ?? '',
    outputs,
  };
}

/** Names of the calls a model gives: Keras 3 has `[name, 0, 0]` alone where there is one. */
function endpoints(
  given: Endpoints | Readonly<Record<string, Endpoints[number]>> | undefined,
  nameOf: ReturnType<typeof callNames>,
): readonly string[] | undefined {
  // Outputs that have names of their own lie under them.
  const ends = given === undefined || Array.isArray(given) ? given : Object.values(given);
  if (ends === undefined || ends.length === 0) return undefined;
  // Only Keras 3 starts with a name itself, which it gives no others beside.
  const list: readonly unknown[] = typeof ends[0] === 'string' ? [ends] : ends;
  return list.flatMap((end) => {
    if (!Array.isArray(end)) return [];
    const [name, call] = end as readonly unknown[];
    return [nameOf(String(name), typeof call === 'number' ? call : 0)];
  });
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
  models: number;
}

/** Where a model lies: the names of the models around it and its own, and the same with the numbers of their calls. */
interface Place {
  readonly path: readonly string[];
  readonly id: readonly string[];
}

/** Lays a model's layers out behind `input`, and gives back the id of its output. */
function lay(model: Model, { path, id }: Place, input: string, into: LaidOut): string {
  if (++into.models > MOST_MODELS)
    throw unsupportedModel(
      phrase('Expected at most {most} models in models, got more.', { most: MOST_MODELS }),
    );
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
  const calls = model.sequential ? inARow(listed) : calledLayers(listed, callNames(model.layers));
  const placed = model.sequential ? calls : sortedLayers(calls, model.output, new Set(ids.keys()));
  const needed = new Set(placed.map(({ of }) => of));
  for (const { layer, name } of listed) if (!needed.has(name)) leave(layer, [...path, name], into.left);
  for (const { layer, name, of, reads, call } of placed) {
    const sources =
      model.sequential && reads.length === 0 ? [input] : reads.map((read) => ids.get(read) ?? read);
    const inner = { path: [...path, of], id: [...id, name] };
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
    const own = inner.id.join('/');
    into.layers.push({ layer, id: own, path: inner.path, reads: sources, ...(call ? { call } : {}) });
    ids.set(name, own);
  }
  const output = (model.sequential ? placed.at(-1)?.name : undefined) ?? model.output;
  return ids.get(output) ?? input;
}

/** Notes a layer that is not needed, with all that lies in it. */
function leave(layer: Layer, path: readonly string[], left: LaidOut['left']): void {
  if (path.length > DEEPEST || left.length >= MOST_LAYERS) return;
  const nested = nestedModel(layer);
  if (!nested) left.push({ layer, path });
  else for (const { layer: inside, name } of nested.layers) leave(inside, [...path, name], left);
}

const nestedModels = new WeakMap<Layer, Model>();

function nestedModel(layer: Layer): Model | undefined {
  const { config } = layer;
  const isModel = Array.isArray(config) || Array.isArray(config['layers']);
  if (!isModel) return undefined;
  // A model that is called several times is parsed once.
  const model = nestedModels.get(layer) ?? modelOf(parseTopology(layer));
  nestedModels.set(layer, model);
  return model;
}

/** The picture that the first layer says it takes, in whatever models it lies, or else the model around it. */
function firstPicture(id: string, layer: Layer, model: Pick<Layer, 'config'>): GivenPicture {
  const first = nestedModel(layer)?.layers[0];
  return first ? firstPicture(id, first.layer, layer) : pictureOf(id, layer, model);
}
