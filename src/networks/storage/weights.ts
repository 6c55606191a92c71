import { FORMAT_BYTES, type FileFormat, formatOf } from '../../core/records/file-format';
import { LabError } from '../../core/records/lab-error';
import { lateCode } from '../../core/records/late-code';
import { download, fetchShards } from '../download/download';
import { fileBehind } from '../download/file-behind';
import { teachableMetadata } from '../files/class-lists';
import { pageAt } from '../files/foreign-network';
import { checkedTotal } from '../files/checked-total';
import { type FetchedModel, manifestOf, readLayers } from '../files/read-layers';
import type { ImportOptions } from '../importers/import-options';
import { isGraphModel } from '../importers/graph-def/graph-schema';
import { parseLayersModel } from '../importers/keras/layers-schema';
import { manifestBytes } from '../importers/keras/layers-weight-bytes';
import type { FindExternal } from '../importers/onnx/onnx-external';
import { parseJson } from '../graph/model-json';
import { namesInAddress, withModelName } from '../graph/network-title';
import { phrase } from '../../words/say';

const files = lateCode(phrase('The reader of networks’ files'), () => import('../files/read-given'));

export type { FetchedModel };
export { hashWeights } from './hash-weights';

export interface FetchOptions extends ImportOptions {
  /** Bytes of weights so far, and in all where the server or the manifest says. */
  readonly onProgress?: ((loaded: number, total: number | null) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Stands in for the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
}

export interface WeightFileOptions extends ImportOptions {
  /** What the files came in, to call the network by where neither it nor its file's name says anything. */
  readonly folder?: string | undefined;
}

/**
 * Downloads a network: `url` is an `.onnx` file, whose weights may lie in other files beside it, a Keras file, a `model.json`, a
 * ZIP archive of any of these, or a folder with a `model.json`; what has no ending is taken for a folder first.
 * Throws LabError `download-failed`, or what the importers throw; an aborted download rejects with an AbortError.
 */
export async function fetchModel(url: string, options: FetchOptions = {}): Promise<FetchedModel> {
  const { onProgress, signal, fetch: ask = globalThis.fetch.bind(globalThis), ...importing } = options;
  const asked = fileBehind(new URL(url, 'location' in globalThis ? globalThis.location.href : undefined));
  const name = namesInAddress(asked)[0] ?? '';
  /** The network in a file that was fetched. */
  const read = async (bytes: Uint8Array<ArrayBuffer>): Promise<FetchedModel> => {
    const file = new File([bytes], name);
    const beside: FindExternal = async (location) => {
      const at = besideUrl(location, asked);
      if (!at) return undefined;
      return new Blob([await download(at, { ask, signal, onProgress })]);
    };
    const { givenFiles, readGiven } = await files();
    return readGiven(await givenFiles([file]), importing, namesInAddress(asked), beside);
  };
  if (/\.[a-z][a-z0-9]*$/i.test(name) && !/\.json$/i.test(name)) {
    const bytes = await download(asked.href, { ask, signal, onProgress });
    if (formatAt(bytes, name).kind === 'page') throw pageAt(asked.href);
    return read(bytes);
  }
  const modelUrl = asked.pathname.endsWith('.json')
    ? asked
    : new URL(`${asked.pathname.replace(/\/?$/, '/')}model.json${asked.search}`, asked);
  const folder = asked.pathname.endsWith('.json') || asked.pathname.endsWith('/');
  const described = await download(modelUrl.href, { ask, signal }).catch(async (error: unknown) => {
    // What has no ending may be a file all the same.
    if (folder || !(error instanceof LabError)) throw error;
    const bytes = await download(asked.href, { ask, signal, onProgress }).catch(() => undefined);
    if (bytes && /^(network|hdf5|archive)$/.test(formatAt(bytes, name).kind)) return read(bytes);
    signal?.throwIfAborted();
    throw error;
  });
  if ('network' in described) return described;
  if (formatAt(described, 'model.json').kind === 'page') throw pageAt(modelUrl.href);
  const text = new TextDecoder().decode(described);
  const json = parseJson(text, modelUrl.href);
  const manifest = manifestOf(json);
  const metadata = isGraphModel(json) ? undefined : parseLayersModel(json).metadata;
  const paths = manifest.flatMap((group) => group.paths);
  const total = checkedTotal(manifestBytes(manifest));
  const said = metadata || importing.classes ? Promise.resolve(null) : metadataAt(modelUrl, ask, signal);
  const bytes = await fetchShards(
    paths.map((path) => shardUrl(path, modelUrl)),
    total,
    { ask, signal, onProgress },
  );
  if (bytes.length !== total) {
    const { refuseOthers } = await files();
    await refuseOthers(new File([bytes], paths[0] ?? ''));
  }
  const beside = await said;
  const lists = beside ? [{ from: 'metadata.json', names: beside.labels }] : [];
  return readLayers(
    json,
    bytes,
    importing,
    withModelName(beside?.modelName, namesInAddress(modelUrl)),
    lists,
  );
}

/**
 * Reads a network from dropped files, in any order: an ONNX file with those that hold its weights, a Keras file, or a
 * `model.json` with the shards it names; a ZIP archive of any of these; lists of class names beside it count where they fit.
 * Throws LabError `weights-missing` where a file is not among them, `other-format` for a network of another kind, or what the
 * importers throw.
 */
export async function readModelFiles(
  given: readonly File[],
  { folder, ...options }: WeightFileOptions = {},
): Promise<FetchedModel> {
  const archive = given.length === 1 ? given.map(({ name }) => name) : [];
  const { givenFiles, readGiven } = await files();
  return readGiven(await givenFiles(given), options, [...archive, folder]);
}

function formatAt(bytes: Uint8Array, name: string): FileFormat {
  return formatOf(bytes.subarray(0, FORMAT_BYTES), name);
}

/** A shard beside `model.json`, with the same query: signed links carry one. */
function shardUrl(path: string, modelUrl: URL): string {
  const url = new URL(path, modelUrl);
  if (modelUrl.search && !url.search) url.search = modelUrl.search;
  return url.href;
}

/** The address of a file that a model names, in its own folder or below; null where it would lie anywhere else. */
function besideUrl(location: string, modelUrl: URL): string | null {
  const folder = new URL('.', modelUrl);
  const url = new URL(location.replaceAll('\\', '/'), folder);
  url.search = modelUrl.search;
  return url.origin === folder.origin && url.pathname.startsWith(folder.pathname) ? url.href : null;
}

/** What Teachable Machine says beside its model; null where nothing is there. */
async function metadataAt(modelUrl: URL, ask: typeof fetch, signal: AbortSignal | undefined) {
  try {
    const bytes = await download(shardUrl('metadata.json', modelUrl), { ask, signal });
    return teachableMetadata(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
