import * as Comlink from 'comlink';
import type { FitApi } from './fit-client';
import { readFitted } from './read-fitted';
import { reply } from '../engine/protocol/thread-reply';

/** Fits pictures over Comlink, away from the page and from the engine, which may be busy with a run. */
const api: FitApi = {
  async fit(bitmap, size, fit) {
    const answer = await reply(() => readFitted(bitmap, size, fit));
    bitmap.close();
    // Copied, not moved: once a buffer has been moved away, V8 checks at every access to any array that it is still there.
    return answer;
  },
};

Comlink.expose(api);
