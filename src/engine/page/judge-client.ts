import type { PixelImage } from '../../core/pictures/pixel-image';
import * as Comlink from 'comlink';
import { LabError } from '../../core/records/lab-error';
import type { Judgement } from '../judge/judge-bench';
import type { JudgeSource } from '../judge/judge-model';
import { type Reply, unwrap } from '../protocol/thread-reply';
import { phrase } from '../../words/say';

export type { Judgement } from '../judge/judge-bench';

/** Where a judge's weights come from, other than the hub: an address, which may be relative to the page, or local files. */
export type JudgeRequest = Exclude<JudgeSource, { readonly network: unknown }>;

/** What crosses to the judge's worker and back. */
export interface JudgeApi {
  judge(image: PixelImage, source?: JudgeRequest): Promise<Reply<Judgement>>;
}

/** The page's door to the judge. */
export interface JudgeClient {
  /**
   * What an independent judge sees in a picture of any size; by default the hub's MobileNet. The first call starts its worker
   * and loads it. Rejects with a LabError.
   */
  readonly judge: (image: PixelImage, source?: JudgeRequest) => Promise<Judgement>;
  /** Ends the worker; the next call starts another. */
  readonly close: () => void;
}

interface JudgeHost {
  readonly api: JudgeApi;
  /** Rejects when the worker stops by itself; otherwise never settles. */
  readonly died: Promise<never>;
  terminate(): void;
}

/**
 * A judge in a worker of its own: what it runs on would more than double the engine's own worker, and what it computes
 * must not share a tensor with the engine. `base` is the page's address.
 */
export function createJudgeClient(base: string, createHost: () => JudgeHost = createJudgeHost): JudgeClient {
  let host: JudgeHost | null = null;
  const close = (): void => {
    host?.terminate();
    host = null;
  };
  return {
    async judge(image, source) {
      const here = (host ??= createHost());
      const resolved = source && 'url' in source ? { ...source, url: addressOf(source.url, base) } : source;
      const died = here.died.catch((error: unknown) => {
        if (host === here) close();
        throw error;
      });
      return unwrap(await Promise.race([here.api.judge(image, resolved), died]));
    },
    close,
  };
}

function addressOf(url: string, base: string): string {
  try {
    return new URL(url, base).href;
  } catch (cause) {
    throw new LabError(
      'download-failed',
      phrase('“{url}” is not an address.', { url }),
      phrase('Give the address of the judge’s model.json.'),
      {
        cause,
      },
    );
  }
}

function createJudgeHost(): JudgeHost {
  const worker = new Worker(new URL('../judge/judge-worker.ts', import.meta.url), {
    type: 'module',
    name: 'judge',
  });
  const died = new Promise<never>((_, reject) => {
    const fail = (event: Event): void => {
      const detail = event instanceof ErrorEvent ? event.message : '';
      reject(
        new LabError(
          'engine-stopped',
          detail === ''
            ? phrase('The judge’s worker stopped.')
            : phrase('The judge’s worker stopped ({detail}).', { detail }),
          phrase('Ask the judge once more.'),
        ),
      );
    };
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
  });
  died.catch(() => undefined);
  return { api: Comlink.wrap<JudgeApi>(worker), died, terminate: () => worker.terminate() };
}
