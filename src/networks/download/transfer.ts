import { onAbort } from '../../core/records/abort';
import { LabError } from '../../core/records/lab-error';
import { answered, tooLong, unreachable, wrongLength } from './download-errors';
import type { PartialFile } from '../storage/partial-file';
import type { Sha256 } from '../storage/sha256';

/** A large file to have, from whichever of its addresses gives it. */
export interface FileOrder {
  /** Addresses of the same bytes, best first. */
  readonly sources: readonly string[];
  /** Its length, where known. */
  readonly bytes: number | null;
  /** SHA-256 as 64 lower-case hexadecimal digits, where known. */
  readonly sha256: string | null;
}

export interface FileOptions {
  readonly partial: PartialFile;
  readonly ask: typeof fetch;
  readonly signal: AbortSignal;
  /** Bytes so far, and in all where known. */
  readonly onProgress: (loaded: number, total: number | null) => void;
  /** Milliseconds without a byte after which a connection counts as cut. Default 30 s. */
  readonly stallMs?: number;
  /** Milliseconds before the first new try after a cut; each further one waits twice as long. Default 1 s. */
  readonly retryMs?: number;
}

/** A connection that ended before its file; another one may go on. */
export class Cut extends Error {}

/**
 * One connection's worth of a file: appended to the partial file and hashed as it comes, from where the file stands if the
 * server can, else from the start. Throws `Cut` where it ends early, LabError where this address will not do.
 */
export async function transfer(
  source: string,
  order: FileOrder,
  { partial, ask, signal, onProgress, stallMs = 30_000 }: FileOptions,
  hash: Sha256,
): Promise<void> {
  const connection = new AbortController();
  const stop = (): void => connection.abort(signal.reason);
  const stay = onAbort(signal, stop);
  const stall = watchdog(stallMs, () => connection.abort(new Cut('no bytes arrive')));
  const restart = async (): Promise<void> => {
    await partial.clear();
    hash.reset();
  };
  try {
    const have = partial.size();
    const headers: HeadersInit = have > 0 ? { Range: `bytes=${have}-` } : {};
    // Past the browser's cache: it would keep half a gigabyte, and answer for parts that it has only parts of.
    const request: RequestInit = { headers, signal: connection.signal, cache: 'no-store' };
    const response = await ask(source, request).catch((cause: unknown) => {
      throw have > 0 ? new Cut('no connection', { cause }) : unreachable(source, cause);
    });
    const tag = response.headers.get('etag') ?? response.headers.get('last-modified');
    const same = order.sha256 !== null || (tag !== null && tag === partial.tag());
    if (have > 0 && !(response.status === 206 && startOf(response, have) === have && same)) {
      await restart();
      if (response.status === 206 || response.status === 416) throw new Cut('the server goes on elsewhere');
    }
    if (!response.ok || !response.body) throw answered(source, response.status, response.statusText);
    await partial.mark(tag);
    const start = partial.size();
    const announced = lengthOf(response);
    const total = announced === null ? order.bytes : start + announced;
    if (order.bytes !== null && total !== order.bytes) {
      throw wrongLength(source, order.bytes, total ?? 0);
    }
    onProgress(start, total);
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      stall.restart();
      if (total !== null && partial.size() + part.value.length > total) {
        await restart();
        throw tooLong(source, total);
      }
      await partial.append(part.value);
      hash.update(part.value);
      onProgress(partial.size(), total);
    }
    if (total !== null && partial.size() < total) throw new Cut('the body ends early');
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown instanceof LabError && !connection.signal.aborted
      ? thrown
      : new Cut('the connection broke', { cause: thrown });
  } finally {
    stall.end();
    stay();
    connection.abort();
  }
}

/** Where a 206 answer starts; servers need not show `Content-Range` to another page, and then mean what was asked. */
function startOf(response: Response, asked: number): number {
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  return start === undefined ? asked : Number(start);
}

/** The body's length, where it arrives as it was counted: a compressed one does not. */
function lengthOf(response: Response): number | null {
  const length = Number(response.headers.get('content-length') ?? NaN);
  return response.headers.has('content-encoding') || !Number.isFinite(length) ? null : length;
}

function watchdog(ms: number, bark: () => void): { restart(): void; end(): void } {
  let timer = setTimeout(bark, ms);
  return {
    restart() {
      clearTimeout(timer);
      timer = setTimeout(bark, ms);
    },
    end: () => clearTimeout(timer),
  };
}
