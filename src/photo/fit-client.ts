import type { PixelImage } from '../core/pictures/pixel-image';
import * as Comlink from 'comlink';
import type { Fit } from '../core/records/recipe';
import { readFitted } from './read-fitted';
import { type Reply, unwrap } from '../engine/protocol/thread-reply';

/** What crosses to the fitting worker and back; it closes the bitmap it was given. */
export interface FitApi {
  fit(bitmap: ImageBitmap, size: readonly [number, number], fit: Fit): Promise<Reply<PixelImage>>;
}

/** A bitmap fitted to `[height, width]`; the bitmap stays the caller's. */
export type FitBitmap = (
  bitmap: ImageBitmap,
  size: readonly [number, number],
  fit: Fit,
) => Promise<PixelImage>;

/** The worker, or what stands in for it in tests. */
export interface FitHost {
  /** Fits a copy of the bitmap. Rejects where the worker cannot be had or stops. */
  readonly fit: FitBitmap;
}

/**
 * Fits pictures in a worker of their own, which the first one starts. Where it cannot be had, or stops, the same is done on
 * the page, so that a photo is opened all the same, and the next one asks for a worker again.
 */
export function createFitClient(
  createHost: () => FitHost = createFitHost,
  onPage: FitBitmap = readFitted,
): FitBitmap {
  let host: FitHost | null = null;
  return async (bitmap, size, fit) => {
    const here = (host ??= createHost());
    try {
      return await here.fit(bitmap, size, fit);
    } catch (thrown) {
      if (!(thrown instanceof WorkerGone)) throw thrown;
      if (host === here) host = null;
      return onPage(bitmap, size, fit);
    }
  };
}

/** The fitting worker does not start, or has stopped. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
}

function createFitHost(): FitHost {
  const worker = new Worker(new URL('./fit-worker.ts', import.meta.url), { type: 'module', name: 'fit' });
  const api = Comlink.wrap<FitApi>(worker);
  const gone = new Promise<never>((_, reject) => {
    const fail = (): void => {
      worker.terminate();
      reject(new WorkerGone('The worker that fits pictures has stopped.'));
    };
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
  });
  gone.catch(() => undefined);
  return {
    async fit(bitmap, size, fit) {
      // The copy shares the photo's pixels; what is moved to another thread is gone here.
      const copy = await createImageBitmap(bitmap);
      return unwrap(await Promise.race([api.fit(Comlink.transfer(copy, [copy]), size, fit), gone]));
    },
  };
}
