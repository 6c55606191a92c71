import { throwIfAborted } from '../core/records/abort';
import { lastParams } from '../core/records/recipe';
import type { LabClient } from '../engine/page/lab-client';
import { resultOf } from '../engine/page/result-of-run';
import { type Checkpoint, requireWeights } from '../engine/page/run-checkpoints';
import type { RunResult } from '../engine/protocol/protocol';
import { iterationsOf } from '../methods/catalog/iterations';
import type { AutomationRunOptions } from './automation';
import { checkCount, strideOf } from './automation-checks';

/** A run that was cut off, as a script sees it. */
export interface AutomationCheckpoint {
  readonly id: string;
  readonly network: string;
  readonly method: string;
  /** Class index, and its name. */
  readonly target: number;
  readonly targetName: string | undefined;
  /** Steps taken, and those that it was to take; null where its method has no number of them. */
  readonly step: number;
  readonly steps: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export function describeCheckpoint({ id, at, recipe }: Checkpoint): AutomationCheckpoint {
  const { network, method, target, targetName, steps: step = 0 } = recipe;
  return {
    id,
    network,
    method,
    target,
    targetName,
    step,
    steps: iterationsOf(method, lastParams(recipe)),
    at,
  };
}

/** Goes on with a run that was cut off, to its end. */
export async function resumeRun(
  client: LabClient,
  id: string,
  { onFrame, signal, frameEvery }: AutomationRunOptions = {},
): Promise<RunResult> {
  throwIfAborted(signal);
  const request = await client.checkpoints.request(id);
  const info = await client.load({ id: request.network }, signal ? { signal } : {});
  if (request.from) requireWeights(request.from.recipe, info);
  throwIfAborted(signal);
  const every = checkCount('frameEvery', strideOf({ onFrame, frameEvery }));
  return resultOf(client.run({ ...request, frameEvery: every }, onFrame, { keep: { id } }), signal);
}
