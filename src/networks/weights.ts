import * as v from 'valibot';
import { LabError } from '../core/lab-error';
import { download, fetchShards } from './download';
import { unsupportedModel } from './failures';
import type { ImportedNetwork } from './graph';
import { mapOutput } from './importers/network-output';
import type { ImportOptions } from './importers/import-options';
import { parseLayersModel } from './importers/layers-schema';
import { manifestBytes } from './importers/layers-weight-bytes';
import { importOnnx, importOnnxFile } from './importers/onnx';
import { importTfjsLayers } from './importers/tfjs-layers';
import { startSha256 } from './sha256';

/** A network and the SHA-256 of its weights file(s), as lower-case hexadecimal. */
export interface FetchedModel {
  readonly network: ImportedNetwork;
  readonly hash: string;
}

export interface FetchOptions extends ImportOptions {
  /** Bytes of weights so far, and in all where the server or the manifest says. */
  readonly onProgress?: ((loaded: number, total: number | null) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Stands in for the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
}

/** Nothing a page can hold is larger. */
const LARGEST_FILE = 2 ** 31 - 1;

/**
 * Downloads a network: `url` is an `.onnx` file, a `model.json`, or a folder with a `model.json`.
 * Throws LabError `download-failed`, or what the importers throw; an aborted download rejects with an AbortError.
 */
export async function fetchModel(url: string, options: FetchOptions = {}): Promise<FetchedModel> {
  const { onProgress, signal, fetch: ask = globalThis.fetch.bind(globalThis), ...importing } = options;
  const asked = new URL(url, 'location' in globalThis ? globalThis.location.href : undefined);
  if (asked.pathname.endsWith('.onnx')) {
    const bytes = await download(asked.href, { ask, signal, onProgress });
    return finish(bytes, () =>
      importOnnx(bytes, named(importing, fileTitle(asked.pathname.replaceAll('%20', ' ')))),
    );
  }
  const modelUrl = asked.pathname.endsWith('.json')
    ? asked
    : new URL(`${asked.pathname.replace(/\/?$/, '/')}model.json${asked.search}`, asked);
  const text = new TextDecoder().decode(await download(modelUrl.href, { ask, signal }));
  const modelJson = parseJson(text, modelUrl.href);
  const { manifest } = parseLayersModel(modelJson);
  const paths = manifest.flatMap((group) => group.paths);
  const total = checkedTotal(manifestBytes(manifest));
  const bytes = await fetchShards(
    paths.map((path) => shardUrl(path, modelUrl)),
    total,
    { ask, signal, onProgress },
  );
  return finish(bytes, () => importTfjsLayers(modelJson, bytes, importing));
}

/**
 * Reads a network from dropped files: one `.onnx` file, with the `.onnx.data` that PyTorch writes beside it, or a
 * `model.json` with the shards it names, in any order.
 * Throws LabError `weights-missing` where a shard is not among them, or what the importers throw.
 */
export async function readModelFiles(
  files: readonly File[],
  options: ImportOptions = {},
): Promise<FetchedModel> {
  const onnx = files.find((file) => file.name.toLowerCase().endsWith('.onnx'));
  if (onnx) {
    const beside = files.filter((file) => WEIGHTS_BESIDE.test(file.name));
    return readOnnxBlob(onnx, named(options, fileTitle(onnx.name)), beside);
  }
  const json =
    files.find((file) => file.name === 'model.json') ?? files.find((file) => file.name.endsWith('.json'));
  if (!json) {
    const got =
      files
        .map((file) => file.name)
        .slice(0, 3)
        .join(', ') || 'nothing';
    throw unsupportedModel(`Expected an .onnx file, or a model.json with its shards, got ${got}.`);
  }
  const modelJson = parseJson(await json.text(), json.name);
  const { manifest } = parseLayersModel(modelJson);
  const classes = options.classes ?? (await teachableLabels(files));
  const byName = new Map(files.map((file) => [file.name, file]));
  const paths = manifest.flatMap((group) => group.paths).map((path) => path.split('/').at(-1) ?? path);
  const missing = paths.filter((path) => !byName.has(path));
  if (missing.length > 0) {
    throw new LabError(
      'weights-missing',
      `${json.name} names ${paths.length} weight files, of which ${missing.length} are missing: ${missing.slice(0, 3).join(', ')}.`,
      'Drop model.json together with all of its shards.',
    );
  }
  const bytes = await joined(
    paths.map((path) => byName.get(path) as File),
    checkedTotal(manifestBytes(manifest)),
  );
  return finish(bytes, () => importTfjsLayers(modelJson, bytes, { ...options, classes }));
}

/** SHA-256 of weight bytes as 64 lower-case hexadecimal digits. */
export async function hashWeights(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Class names that Teachable Machine writes beside its model, in `metadata.json`; undefined where there are none. */
async function teachableLabels(files: readonly File[]): Promise<readonly string[] | undefined> {
  const file = files.find((entry) => entry.name === 'metadata.json');
  if (!file || file.size > 2 ** 20) return undefined;
  const result = v.safeParse(TeachableSchema, parseJson(await file.text(), file.name));
  return result.success ? result.output.labels : undefined;
}

const TeachableSchema = v.object({ labels: v.array(v.pipe(v.string(), v.maxLength(500))) });

/** Above this a file is read tensor by tensor, and hashed as it passes. */
const LARGE_FILE = 64 * 2 ** 20;

/** Files that hold weights of an `.onnx` file, as PyTorch names them and others do. */
const WEIGHTS_BESIDE = /\.(data|bin|weights?)$/i;

async function readOnnxBlob(
  file: Blob,
  options: ImportOptions,
  beside: readonly File[],
): Promise<FetchedModel> {
  const all = new Blob([file, ...beside]);
  checkedTotal(all.size);
  if (all.size > LARGE_FILE || beside.length > 0) {
    const network = scoring(await importOnnxFile(file, options, undefined, beside));
    return { network, hash: await hashBlob(all) };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  return finish(bytes, () => importOnnx(bytes, options));
}

async function hashBlob(file: Blob): Promise<string> {
  const hash = await startSha256();
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
  return hash.digest();
}

async function finish(bytes: Uint8Array<ArrayBuffer>, read: () => ImportedNetwork): Promise<FetchedModel> {
  return { network: scoring(read()), hash: await hashWeights(bytes) };
}

/** The network, if it gives a score for each class. Throws LabError `unsupported-model` where it gives a map of values. */
function scoring(network: ImportedNetwork): ImportedNetwork {
  const { map, name } = network.graph.output;
  if (map) throw mapOutput(map, name);
  return network;
}

function checkedTotal(bytes: number): number {
  if (bytes <= LARGEST_FILE) return bytes;
  throw unsupportedModel(`Expected at most 2 GB of weights, got ${(bytes / 1e9).toFixed(1)} GB.`);
}

/** An id and title from the file's name, where nothing better was given: ONNX graphs are often called `main_graph`. */
function named(options: ImportOptions, title: string): ImportOptions {
  return { ...options, id: options.id ?? title, title: options.title ?? title };
}

function fileTitle(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.onnx$/i, '');
}

/** Parsed JSON. Throws LabError `unsupported-model` naming the file where it is none. */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const got = text.trimStart().startsWith('<') ? 'a web page' : 'something else';
    throw unsupportedModel(`Expected JSON in ${name}, got ${got}.`, { cause: error });
  }
}

/** A shard beside `model.json`, with the same query: signed links carry one. */
function shardUrl(path: string, modelUrl: URL): string {
  const url = new URL(path, modelUrl);
  if (modelUrl.search && !url.search) url.search = modelUrl.search;
  return url.href;
}

/** Shards one after the other in one array, so that they are not all in memory twice. */
async function joined(files: readonly File[], total: number): Promise<Uint8Array<ArrayBuffer>> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size !== total) {
    throw unsupportedModel(`Expected ${total} bytes of weights from the model's shards, got ${size}.`);
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const file of files) {
    bytes.set(new Uint8Array(await file.arrayBuffer()), at);
    at += file.size;
  }
  return bytes;
}
