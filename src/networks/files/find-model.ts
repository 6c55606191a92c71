import { LabError } from '../../core/records/lab-error';
import { unsupportedModel } from '../graph/failures';
import { parseJson } from '../graph/model-json';
import { foreignNetwork } from './foreign-network';
import type { GivenFile } from './given-file';

/** Which of several files is the network; `json` is its parsed content. */
export type FoundModel =
  | { readonly kind: 'onnx'; readonly model: GivenFile }
  | { readonly kind: 'layers'; readonly model: GivenFile; readonly json: unknown };

/** No network's layers take more text than this. */
const LARGEST_JSON = 2 ** 26;

/**
 * The network among files: an ONNX file under any name, or the JSON file that has a topology. Throws LabError where there is
 * none, naming what there is instead, or more than one.
 */
export async function findModel(given: readonly GivenFile[]): Promise<FoundModel> {
  const onnx = given.filter(isOnnx).map((model): FoundModel => ({ kind: 'onnx', model }));
  const layers: FoundModel[] = [];
  let unreadable: Error | undefined;
  for (const model of given.filter(isJson)) {
    try {
      const json = parseJson(await model.file.text(), model.file.name);
      if (hasTopology(json)) layers.push({ kind: 'layers', model, json });
      else if (isArchitecture(json)) unreadable ??= withoutWeights(model);
    } catch (thrown) {
      if (thrown instanceof Error && (/^model/i.test(model.file.name) || given.length === 1))
        unreadable ??= thrown;
    }
  }
  const [found, second] = [...onnx, ...layers];
  if (found && !second) return found;
  if (found) throw several([...onnx, ...layers].map(({ model }) => model.path));
  throw unreadable ?? noNetwork(given);
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
    { kind: 'foreign', is: 'the layers of a Keras model, without its weights', recipe: 'keras' },
    file.name,
  );
}

function several(paths: readonly string[]): LabError {
  return unsupportedModel(
    `These are ${paths.length} networks: ${listed(paths)}.`,
    {},
    'Drop one of them, with the files that belong to it; the others can follow.',
  );
}

/** What there is where no network is, the most telling file first. */
function noNetwork(given: readonly GivenFile[]): LabError {
  const foreign = given.filter(({ format }) => format.kind === 'foreign');
  const telling =
    foreign.find(({ format }) => format.recipe === 'saved-model') ??
    foreign.find(({ format }) => format.recipe !== 'weights-only') ??
    foreign[0] ??
    given.find(({ format }) => format.kind === 'page' || format.kind === 'pointer');
  if (telling) return foreignNetwork(telling.format, telling.path);
  const weights = given.find(({ file }) => /\.(bin|data|onnx_data)$|shard\d+of\d+/i.test(file.name));
  if (weights) {
    return new LabError(
      'weights-missing',
      `“${weights.file.name}” holds weights, but the file that says what network they are of is missing.`,
      'Drop it together with its model.json or its .onnx file.',
    );
  }
  const [only] = given;
  if (only && given.length === 1 && only.format.kind === 'other')
    return foreignNetwork(only.format, only.path);
  const got = listed(given.map(({ path }) => path)) || 'nothing';
  return unsupportedModel(`Expected an .onnx file, or a model.json with its shards, got ${got}.`);
}

function listed(names: readonly string[]): string {
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
}
