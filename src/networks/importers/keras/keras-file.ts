import { LabError } from '../../../core/records/lab-error';
import { unsupportedModel } from '../../graph/failures';
import { parseJson } from '../../graph/model-json';
import { type Hdf5Dataset, readHdf5 } from '../hdf5/hdf5-file';
import { nestedLayers, type NamedLayer, topLayers } from './keras-containers';
import { PROJECTIONS } from './layers-projections';
import type { WeightEntry } from './layers-schema';
import { phrase } from '../../../words/say';

/** A Keras model in the form of a TF.js layers model: what its `model.json` would hold, and the bytes of its weights. */
export interface KerasModel {
  readonly json: unknown;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where `model.save("model.h5")` puts the weights, layer by layer; a file of weights alone has the layers at its top. */
const WHOLE = 'model_weights/';
/** Where `model.save("model.keras")` does; the second name is that of Keras 2.12 to 2.15. */
const CONTAINERS = ['layers/', '_layer_checkpoint_dependencies/'];
const DEEPEST = 16;
/** What training goes on with. */
const OF_TRAINING = /^(optimizer|optimizer_weights|seed_generator|metrics|_compile)/;

/**
 * A Keras model from its HDF5 file: one that holds its layers too, or, where `architecture` is given, weights alone, in either of
 * the forms that Keras writes. Throws LabError `weights-missing`, `other-format` or `unsupported-model`.
 */
export async function readKerasFile(file: Blob, name: string, architecture?: unknown): Promise<KerasModel> {
  return readHdf5(file, (hdf5) => {
    const text = hdf5.text('/', 'model_config');
    const config = text === undefined ? architecture : parseJson(text, name);
    if (config === undefined) throw weightsAlone(name);
    const layers = topLayers(config);
    const stored = hdf5.datasets.filter(({ path }) => !OF_TRAINING.test(path));
    const container = CONTAINERS.find((one) => stored.some(({ path }) => path.startsWith(one)));
    const named = container
      ? ofContainer(stored, container, layers)
      : ofGroups(stored, stored.some(({ path }) => path.startsWith(WHOLE)) ? WHOLE : '', layers);
    return joined(config, named, name);
  });
}

interface NamedDataset {
  readonly name: string;
  readonly dataset: Hdf5Dataset;
}

/** Weights that are named by their kind in the group of their layer: `conv2d/.../kernel:0`. */
function ofGroups(
  datasets: readonly Hdf5Dataset[],
  prefix: string,
  layers: readonly NamedLayer[],
): readonly NamedDataset[] {
  const isModel = new Map(layers.map(({ name, layer }) => [name, nestedLayers(layer) !== undefined]));
  const called = (kind: string): ReadonlySet<string> =>
    new Set(layers.filter(({ layer }) => layer.class_name === kind).map(({ name }) => name));
  const [attentions, scales] = [called('MultiHeadAttention'), called('LayerScale')];
  return datasets.flatMap((dataset) => {
    if (!dataset.path.startsWith(prefix)) return [];
    const parts = dataset.path.slice(prefix.length).replace(/:0$/, '').split('/');
    // A layer's own name may have slashes.
    const length = parts.findLastIndex((_, i) => isModel.has(parts.slice(0, i).join('/')));
    if (length < 0) return [];
    const group = parts.slice(0, length).join('/');
    // Its one weight has no name, but a number of the whole program's.
    if (scales.has(group)) return [{ name: `${group}/gamma`, dataset }];
    const inside = isModel.get(group) ? parts.slice(length) : parts.slice(attentions.has(group) ? -2 : -1);
    return [{ name: [group, ...inside].join('/'), dataset }];
  });
}

/** Weights that are numbered in the group of their layer's class: `layers/conv2d_1/vars/0` is the second Conv2D's kernel. */
function ofContainer(
  datasets: readonly Hdf5Dataset[],
  container: string,
  layers: readonly NamedLayer[],
): readonly NamedDataset[] {
  const byPath = new Map(datasets.map((dataset) => [dataset.path, dataset]));
  const named: NamedDataset[] = [];
  const walk = (inside: readonly NamedLayer[], path: string, names: readonly string[]): void => {
    if (names.length > DEEPEST)
      throw unsupportedModel(
        phrase('Expected models at most {deepest} deep in models, got more.', { deepest: DEEPEST }),
      );
    for (const { name, layer, stored } of inside) {
      const own = [...names, name];
      const group = `${path}${container}${stored}/`;
      const nested = nestedLayers(layer);
      if (nested) walk(nested, group, own);
      const groups = isAttention(layer) ? Object.values(PROJECTIONS) : [''];
      const all = groups.flatMap((inner) => numbered(group, inner));
      named.push(...all.map((dataset, i) => ({ name: `${own.join('/')}/${i}`, dataset })));
    }
  };
  /** The datasets of a group's own group `inner`, which older files begin with a line. */
  const numbered = (group: string, inner: string): Hdf5Dataset[] => {
    const found: Hdf5Dataset[] = [];
    const names = inner ? [`${group}${inner}/vars/`, `${group}_${inner}/vars/`] : [`${group}vars/`];
    for (const name of names) {
      for (let dataset = byPath.get(`${name}0`); dataset; dataset = byPath.get(`${name}${found.length}`))
        found.push(dataset);
      if (found.length > 0) break;
    }
    return found;
  };
  walk(layers, '', []);
  return named;
}

function isAttention({ class_name: kind }: NamedLayer['layer']): boolean {
  return kind === 'MultiHeadAttention';
}

/** The weights one after the other, as the shards of a layers model are. */
function joined(config: unknown, named: readonly NamedDataset[], file: string): KerasModel {
  const kept = named.filter(({ dataset }) => !isCounter(dataset));
  const weights = kept.map(({ name, dataset }): WeightEntry => {
    if (dataset.type === 'float32' || dataset.type === 'float64')
      return { name, shape: [...dataset.shape], dtype: 'float32' };
    throw unsupportedModel(
      phrase(
        '“{file}” holds the weight “{name}” as {type}; supported in a Keras file: float32 and float64.',
        { file, name, type: dataset.type },
      ),
      {},
      phrase(
        'Build the model with keras.config.set_dtype_policy("float32"), load its weights, and save it again.',
      ),
    );
  });
  const count = kept.reduce(
    (sum, { dataset }) => sum + dataset.shape.reduce((all, side) => all * side, 1),
    0,
  );
  const values = new Float32Array(count);
  let at = 0;
  for (const { dataset } of kept) {
    values.set(dataset.values(), at);
    at += dataset.shape.reduce((all, side) => all * side, 1);
  }
  return {
    json: { modelTopology: config, weightsManifest: [{ paths: [file], weights }] },
    bytes: new Uint8Array(values.buffer),
  };
}

/** How many batches a layer has seen, the state of a random generator: whole numbers that no picture meets. */
function isCounter({ type, shape }: Hdf5Dataset): boolean {
  return /^u?int(32|64)/.test(type) && shape.length <= 1;
}

function weightsAlone(name: string): LabError {
  return new LabError(
    'weights-missing',
    phrase('“{name}” is an HDF5 file of weights alone: it does not say which layers they are of.', { name }),
    phrase(
      'Save the whole model, in Python: model.save("network.keras"), and drop that; or drop what model.to_json() gives, as a .json file, together with the weights.',
    ),
  );
}
