import { LabError } from '../core/lab-error';
import { download } from './download';
import { unsupportedModel } from './failures';
import type { ImportedNetwork } from './graph';
import type { ImportOptions } from './importers/import-options';
import { parseLayersModel } from './importers/layers-schema';
import { manifestBytes } from './importers/layers-weights';
import { importOnnx } from './importers/onnx';
import { importTfjsLayers } from './importers/tfjs-layers';

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
const SHARDS_AT_ONCE = 6;

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
  const shards: Uint8Array[] = new Array<Uint8Array>(paths.length);
  const loaded = paths.map(() => 0);
  onProgress?.(0, total);
  const next = paths.entries();
  const worker = async (): Promise<void> => {
    for (const [i, path] of next) {
      const progress = (bytes: number): void => {
        loaded[i] = bytes;
        onProgress?.(
          Math.min(
            total,
            loaded.reduce((sum, part) => sum + part, 0),
          ),
          total,
        );
      };
      shards[i] = await download(shardUrl(path, modelUrl), { ask, signal, onProgress: progress });
    }
  };
  await Promise.all(Array.from({ length: Math.min(SHARDS_AT_ONCE, paths.length) }, worker));
  const bytes = join(shards);
  return finish(bytes, () => importTfjsLayers(modelJson, bytes, importing));
}

/**
 * Reads a network from dropped files: one `.onnx` file, or a `model.json` with the shards it names, in any order.
 * Throws LabError `weights-missing` where a shard is not among them, or what the importers throw.
 */
export async function readModelFiles(
  files: readonly File[],
  options: ImportOptions = {},
): Promise<FetchedModel> {
  const onnx = files.find((file) => file.name.toLowerCase().endsWith('.onnx'));
  if (onnx) {
    const bytes = await contentOf(onnx);
    return finish(bytes, () => importOnnx(bytes, named(options, fileTitle(onnx.name))));
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
  checkedTotal(manifestBytes(manifest));
  const bytes = join(await Promise.all(paths.map((path) => contentOf(byName.get(path) as File))));
  return finish(bytes, () => importTfjsLayers(modelJson, bytes, options));
}

/** SHA-256 of weight bytes as 64 lower-case hexadecimal digits. */
export async function hashWeights(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function finish(bytes: Uint8Array<ArrayBuffer>, read: () => ImportedNetwork): Promise<FetchedModel> {
  return { network: read(), hash: await hashWeights(bytes) };
}

async function contentOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  checkedTotal(file.size);
  return new Uint8Array(await file.arrayBuffer());
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

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
