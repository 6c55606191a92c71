import { PICKLE } from '../../core/records/file-format';
import { LabError } from '../../core/records/lab-error';
import { unsupportedModel } from '../graph/failures';
import { parseJson } from '../graph/model-json';
import { foreignNetwork } from './foreign-network';
import { checkpointOf, isOtherPickle, safetensorsWeights, torchCheckpointError } from './torch-checkpoint';
import type { GivenFile } from './given-file';
import { phrase } from '../../words/say';

/** Which of several files is the network; `json` is its parsed content. */
export type FoundModel =
  | { readonly kind: 'onnx'; readonly model: GivenFile }
  | { readonly kind: 'layers'; readonly model: GivenFile; readonly json: unknown }
  | { readonly kind: 'graph'; readonly model: GivenFile }
  /** `architecture`: the layers, where a file of its own says them. */
  | { readonly kind: 'keras'; readonly model: GivenFile; readonly architecture?: Architecture };

/** The layers of a Keras model, as `model.to_json()` gives them. */
interface Architecture {
  readonly from: GivenFile;
  readonly json: unknown;
}

/** No network's layers take more text than this. */
const LARGEST_JSON = 2 ** 26;

/**
 * The network among files: an ONNX or HDF5 file under any name, a frozen graph, or the JSON file that has a topology. Throws
 * LabError where there is none, naming what there is instead, or more than one.
 */
export async function findModel(given: readonly GivenFile[]): Promise<FoundModel> {
  const onnx = given.filter(isOnnx).map((model): FoundModel => ({ kind: 'onnx', model }));
  const layers: FoundModel[] = [];
  const architectures: Architecture[] = [];
  let unreadable: Error | undefined;
  for (const model of given.filter(isJson)) {
    try {
      const json = parseJson(await model.file.text(), model.file.name);
      if (hasTopology(json)) layers.push({ kind: 'layers', model, json });
      else if (isArchitecture(json)) architectures.push({ from: model, json });
    } catch (thrown) {
      if (thrown instanceof Error && (/^model/i.test(model.file.name) || given.length === 1))
        unreadable ??= thrown;
    }
  }
  const keras = given
    .filter(({ format }) => format.kind === 'hdf5')
    .map((model): FoundModel => {
      const architecture =
        architectures.find(({ from }) => folderOf(from) === folderOf(model)) ?? architectures[0];
      return { kind: 'keras', model, ...(architecture ? { architecture } : {}) };
    });
  // A SavedModel's folder has a file or two of that kind beside it.
  const isSaved = given.some(({ format }) => format.recipe === 'saved-model');
  const graphs = given
    .filter(({ format }) => format.kind === 'graph' && !isSaved)
    .map((model): FoundModel => ({ kind: 'graph', model }));
  const all = [...onnx, ...layers, ...keras, ...graphs];
  const [found, second] = all;
  if (found && !second) return found;
  if (found) throw several(all.map(({ model }) => model.path));
  const [bare] = architectures;
  throw unreadable ?? (bare ? withoutWeights(bare.from) : await noNetwork(given));
}

function folderOf({ path }: GivenFile): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function isOnnx({ file, format }: GivenFile): boolean {
  return format.kind === 'network' && !/\.(bin|data)$/i.test(file.name);
}

function isJson({ file, format }: GivenFile): boolean {
  const named = /\.json( \(\d+\))?$/i.test(file.name) && format.kind !== 'network';
  return (format.kind === 'json' || named) && file.size <= LARGEST_JSON;
}

/** Whether JSON is a TF.js model: it has layers or operations, or says that it is one. */
export function hasTopology(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  return (
    'modelTopology' in json ||
    'weightsManifest' in json ||
    ('format' in json && /^(layers|graph)-model$/.test(String(json.format)))
  );
}

/** What Keras's `model.to_json()` gives. */
function isArchitecture(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'class_name' in json && 'config' in json;
}

function withoutWeights({ file }: GivenFile): LabError {
  return foreignNetwork(
    {
      kind: 'foreign',
      is: phrase('the layers of a Keras model, without its weights'),
      recipe: 'architecture',
    },
    file.name,
  );
}

function several(paths: readonly string[]): LabError {
  return unsupportedModel(
    phrase('These are {count} networks: {paths}.', { count: paths.length, paths: listed(paths) }),
    {},
    phrase('Drop one of them, with the files that belong to it; the others can follow.'),
  );
}

/** What there is where no network is, the most telling file first. */
async function noNetwork(given: readonly GivenFile[]): Promise<LabError> {
  const refused = given.find((one) => one.refused)?.refused;
  if (refused) return refused;
  const foreign = given.filter(({ format }) => format.kind === 'foreign');
  const telling =
    foreign.find(({ format }) => format.recipe === 'saved-model') ??
    foreign.find(({ format }) => format.recipe !== 'weights-only') ??
    foreign[0] ??
    given.find(({ format }) => format.kind === 'page' || format.kind === 'pointer');
  if (telling) return (await weightsOf(telling)) ?? foreignNetwork(telling.format, telling.path);
  const weights = given.find(({ file }) => /\.(bin|data|onnx_data)$|shard\d+of\d+/i.test(file.name));
  if (weights) {
    return new LabError(
      'weights-missing',
      phrase('“{name}” holds weights, but the file that says what network they are of is missing.', {
        name: weights.file.name,
      }),
      phrase('Drop it together with its model.json or its .onnx file.'),
    );
  }
  const [only] = given;
  if (only && given.length === 1 && only.format.kind === 'other')
    return foreignNetwork(only.format, only.path);
  const got = listed(given.map(({ path }) => path)) || phrase('nothing');
  return unsupportedModel(
    phrase('Expected an .onnx, .keras or .h5 file, or a model.json with its shards, got {got}.', { got }),
  );
}

/** PyTorch's pickles begin with what they name; the numbers come after. */
const NAMING_BYTES = 2 ** 22;

/** The error of a file of PyTorch's that names its class or its weights; undefined for any other. */
async function weightsOf({ file, format, path }: GivenFile): Promise<LabError | undefined> {
  if (format.kind !== 'foreign') return undefined;
  if (/\.safetensors$/i.test(file.name)) {
    const weights = await safetensorsWeights(file);
    return weights.length > 0 ? torchCheckpointError(path, { script: false, weights }) : undefined;
  }
  if (format.recipe !== 'torch') return undefined;
  const pickle = new Uint8Array(await file.slice(0, NAMING_BYTES).arrayBuffer());
  if (isOtherPickle(pickle)) return foreignNetwork(PICKLE, path);
  const checkpoint = checkpointOf(pickle);
  return checkpoint.className !== undefined || checkpoint.weights.length > 0
    ? torchCheckpointError(path, checkpoint)
    : undefined;
}

function listed(names: readonly string[]): string {
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
}
