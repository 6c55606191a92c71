import { onAbort } from '../../core/records/abort';
import { LabError } from '../../core/records/lab-error';
import { brokeOff, corrupt } from './download-errors';
import type { PartialFile } from '../storage/partial-file';
import { startSha256, type Sha256 } from '../storage/sha256';
import { Cut, type FileOptions, type FileOrder, transfer } from './transfer';

/** New tries that get no further than the ones before, until an address is given up. */
const VAIN_TRIES = 4;

/**
 * Downloads a file to its end, going on where a cut connection (or an earlier visit) left off, and gives its SHA-256, which
 * is the one ordered where one was. A source that fails gives way to the next.
 * Throws LabError `download-failed` (what came stays for the next time) or `download-corrupt` (it is thrown away); an abort
 * rejects with an AbortError and keeps what came.
 */
export async function downloadFile(order: FileOrder, options: FileOptions): Promise<string> {
  const hash = await startSha256();
  let failure: LabError | undefined;
  for (const source of order.sources) {
    try {
      return await fromSource(source, order, options, hash);
    } catch (thrown) {
      options.signal.throwIfAborted();
      if (!(thrown instanceof LabError) || thrown.code === 'storage-full') throw thrown;
      failure ??= thrown;
    }
  }
  throw failure ?? new Error('a file without a source');
}

async function fromSource(
  source: string,
  order: FileOrder,
  options: FileOptions,
  hash: Sha256,
): Promise<string> {
  const { partial, signal, retryMs = 1000 } = options;
  // Whether another version of the file has been begun, only a fingerprint or the server's own tag can tell.
  if (order.sha256 === null && partial.tag() === null) await partial.clear();
  const begunBefore = partial.size() > 0;
  let furthest = partial.size();
  for (let vain = 0; partial.size() !== order.bytes;) {
    await takeUp(partial, hash);
    try {
      await transfer(source, order, options, hash);
      break;
    } catch (thrown) {
      if (!(thrown instanceof Cut)) throw thrown;
      vain = partial.size() > furthest ? 1 : vain + 1;
      furthest = Math.max(furthest, partial.size());
      if (vain > VAIN_TRIES) throw brokeOff(source, furthest, order.bytes, thrown.cause);
      await pause(retryMs * 2 ** (vain - 1), signal);
    }
  }
  await takeUp(partial, hash);
  const digest = hash.digest();
  if (order.sha256 === null || digest === order.sha256) return digest;
  await partial.clear();
  // The wrong byte may be from an earlier visit: once more, from the start.
  if (begunBefore) return fromSource(source, order, options, hash);
  throw corrupt(source, order.sha256, digest);
}

/** Brings the hash to where the file stands; bytes of an earlier visit have not been through it. */
async function takeUp(partial: PartialFile, hash: Sha256): Promise<void> {
  if (hash.length() === partial.size()) return;
  hash.reset();
  if (partial.size() === 0) return;
  const reader = (await partial.read()).stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      stay();
      resolve();
    }, ms);
    const stay = onAbort(signal, stop);
  });
}
