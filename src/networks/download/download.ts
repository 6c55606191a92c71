import { onAbort } from '../../core/records/abort';
import { LabError } from '../../core/records/lab-error';
import { answered, brokeOff, unreachable } from './download-errors';

interface DownloadOptions {
  readonly ask: typeof fetch;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((loaded: number, total: number | null) => void) | undefined;
}

/**
 * A file's bytes; a body that breaks off is asked for again, twice. Throws LabError `download-failed` with the status or the likely cause; an abort passes through as it is.
 */
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await once(url, options);
    } catch (thrown) {
      if (
        left === 0 ||
        options.signal?.aborted ||
        !(thrown instanceof LabError && thrown.cause instanceof Broken)
      ) {
        throw thrown;
      }
    }
  }
}

/** A body that ended early: worth another try. */
class Broken extends Error {}

const TRIES = 3;

async function once(
  url: string,
  { ask, signal, onProgress }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await ask(url, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable(url, error);
  }
  if (!response.ok) throw answered(url, response.status, response.statusText);
  const total = lengthOf(response);
  onProgress?.(0, total);
  try {
    return response.body
      ? await collect(response.body, total, onProgress)
      : new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (signal?.aborted) throw error;
    throw brokeOff(url, 0, null, new Broken('the body ends early', { cause: error }));
  }
}

const SHARDS_AT_ONCE = 6;

/**
 * Several files in order in one array of `total` bytes, a few at a time. Where one fails the others are given up.
 * Throws as `download` does.
 */
export async function fetchShards(
  urls: readonly string[],
  total: number,
  { ask, signal, onProgress }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const failure = new AbortController();
  const stop = (): void => failure.abort(signal?.reason);
  const stay = onAbort(signal, stop);
  const shards: Uint8Array<ArrayBuffer>[] = new Array<Uint8Array<ArrayBuffer>>(urls.length);
  const loaded = urls.map(() => 0);
  const next = urls.entries();
  onProgress?.(0, total);
  const worker = async (): Promise<void> => {
    for (const [i, url] of next) {
      shards[i] = await download(url, {
        ask,
        signal: failure.signal,
        onProgress(bytes) {
          loaded[i] = bytes;
          const sum = loaded.reduce((all, part) => all + part, 0);
          onProgress?.(Math.min(total, sum), total);
        },
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(SHARDS_AT_ONCE, urls.length) }, worker));
  } finally {
    stay();
    failure.abort();
  }
  return joined(shards);
}

function joined(shards: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [only] = shards;
  if (only && shards.length === 1) return only;
  const bytes = new Uint8Array(shards.reduce((sum, shard) => sum + shard.length, 0));
  let at = 0;
  for (const shard of shards) {
    bytes.set(shard, at);
    at += shard.length;
  }
  return bytes;
}

/** The body's length, where it arrives as it was counted: a compressed one does not. */
function lengthOf(response: Response): number | null {
  const length = Number(response.headers.get('content-length') ?? NaN);
  return response.headers.has('content-encoding') || !Number.isFinite(length) ? null : length;
}

async function collect(
  body: ReadableStream<Uint8Array>,
  total: number | null,
  onProgress: DownloadOptions['onProgress'],
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  // Filled in place where the length is known: a large network would otherwise be in memory twice.
  let bytes = new Uint8Array(total ?? 2 ** 20);
  let loaded = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const end = loaded + part.value.length;
    if (end > bytes.length) {
      const larger = new Uint8Array(Math.max(end, bytes.length * 2));
      larger.set(bytes.subarray(0, loaded));
      bytes = larger;
    }
    bytes.set(part.value, loaded);
    loaded = end;
    onProgress?.(loaded, total);
  }
  if (total !== null && loaded < total) throw new Error(`expected ${total} bytes, got ${loaded}`);
  return loaded === bytes.length ? bytes : bytes.slice(0, loaded);
}
