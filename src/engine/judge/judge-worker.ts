import * as Comlink from 'comlink';
import { createJudgeBench } from './judge-bench';
import type { JudgeApi } from '../page/judge-client';
import { startCpu, startWasm } from '../worker/backends/processor-backends';
import { reply } from '../protocol/thread-reply';

const judge = createJudgeBench();
let started: Promise<void> | null = null;

/** The judge over Comlink, on the processor: it asks nothing of the GPU that the engine computes on. */
const api: JudgeApi = {
  judge: (image, source) =>
    reply(async () => {
      // On one thread: it may have to judge while the engine computes.
      await (started ??= startWasm(1).catch(startCpu));
      return judge(image, source);
    }),
};

Comlink.expose(api);
