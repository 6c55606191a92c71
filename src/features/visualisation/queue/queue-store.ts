import { createStore } from 'zustand/vanilla';
import { LabError, type LabErrorData } from '../../../core/records/lab-error';
import type { Recipe } from '../../../core/records/recipe';
import type { RunRequest, RunResult } from '../../../engine/protocol/protocol';
import { recipeOf } from '../../../engine/protocol/recipe-of-run';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { chooseTarget } from '../../../page/network/choose-target';
import { networkStore } from '../../../page/network/network-store';
import { frameOfRun } from '../../../page/run/draw-map';
import { runAnew } from '../../../page/run/run-anew';
import { acceptFrame, beginRun, handles, patchRun, runStore } from '../../../page/run/run-store';
import { runRequest } from '../../../page/request/map-request';
import { requestNow } from '../../../page/request/request-now';

const EXERCISE = 'visualization';

/** A run that waits for its turn, has it, or has had it. */
export interface QueuedRun {
  readonly id: number;
  readonly recipe: Recipe;
  readonly request: RunRequest;
  readonly phase: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly result: RunResult | null;
  readonly error: LabErrorData | null;
}

interface QueueState {
  readonly runs: readonly QueuedRun[];
  /** Whether what waits begins by itself, as soon as nothing runs. */
  readonly isOn: boolean;
}

export const queueStore = createStore<QueueState>(() => ({ runs: [], isOn: false }));

let lastId = 0;

/**
 * Keeps the queue for when the page is reloaded or has crashed, and takes over what a page before has left: what had its turn then
 * is offered as a run that was cut off, or waits again where it had not come that far. Returns the function that stops it.
 */
export function keepQueue(report: (thrown: unknown) => void): () => void {
  let isStopped = false;
  let keeps = true;
  const { waiting, list } = lab().checkpoints;
  const keep = (): void => {
    waiting.keep(queueStore.getState().runs).catch((thrown: unknown) => {
      // Said once: the queue goes on without. Of a browser that keeps nothing, nobody has to be told.
      if (keeps && thrown instanceof LabError) report(thrown);
      keeps = false;
    });
  };
  const takeOver = async (): Promise<void> => {
    const left = (await waiting.take()) as readonly QueuedRun[];
    if (isStopped || left.length === 0) return;
    const cutOff = await list();
    const runs = left.flatMap((run): QueuedRun[] => {
      if (run.phase !== 'running') return [{ ...run, id: ++lastId }];
      const isOffered = cutOff.some(({ recipe }) => isSameRun(recipe, run.recipe));
      return isOffered ? [] : [{ ...run, id: ++lastId, phase: 'waiting' }];
    });
    queueStore.setState((state) => ({ runs: [...runs, ...state.runs] }));
  };
  const stop = queueStore.subscribe((now, before) => {
    if (now.runs !== before.runs) keep();
  });
  void takeOver();
  return () => {
    isStopped = true;
    stop();
  };
}

/** Whether a recipe is of the run that another asks for, as far as it has come. */
function isSameRun(one: Recipe, other: Recipe): boolean {
  const asked = ({ network, method, target, seed, params }: Recipe): string =>
    JSON.stringify([
      network,
      method,
      target,
      seed,
      Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]);
  return asked(one) === asked(other);
}

function patch(id: number, change: Partial<QueuedRun>): void {
  queueStore.setState(({ runs }) => ({
    runs: runs.map((run) => (run.id === id ? { ...run, ...change } : run)),
  }));
}

/** Adds the visualisation that is asked for now. Where one is under way, this one begins when that has ended. */
export function addToQueue(): void {
  const { info, status } = networkStore.getState();
  const asked = requestNow(EXERCISE);
  if (!info || !asked) return;
  const target = chooseTarget(EXERCISE);
  const request = runRequest({ ...asked, target }, 0);
  const recipe = recipeOf(request, info, target, status.kind === 'ready' ? status.backend.id : null);
  const run: QueuedRun = { id: ++lastId, recipe, request, phase: 'waiting', result: null, error: null };
  queueStore.setState(({ runs }) => ({ runs: [...runs, run] }));
  if (handles.has(EXERCISE)) void runQueue();
}

/** Takes a run off the list; one that has its turn goes on. */
export function removeFromQueue(id: number): void {
  queueStore.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }));
}

/** Runs what waits, one after the other, each as soon as nothing else runs. One that fails is noted, and the next has its turn. */
export async function runQueue(): Promise<void> {
  if (queueStore.getState().isOn) return;
  queueStore.setState({ isOn: true });
  try {
    for (;;) {
      await untilIdle();
      const next = queueStore.getState().runs.find(({ phase }) => phase === 'waiting');
      if (!next) return;
      await runNext(next);
    }
  } finally {
    queueStore.setState({ isOn: false });
  }
}

async function runNext({ id, request, recipe }: QueuedRun): Promise<void> {
  patch(id, { phase: 'running' });
  try {
    const ended = await runAnew(request, recipe, { stay: true });
    if (ended?.error) patch(id, { phase: 'failed', error: ended.error });
    else if (ended?.result) patch(id, { phase: 'done', result: ended.result });
    else patch(id, { phase: 'cancelled' });
  } catch (thrown) {
    patch(id, { phase: 'failed', error: asLabError(thrown) });
  }
}

/** Resolves once no run is under way or parked here, and none computes elsewhere. */
async function untilIdle(): Promise<void> {
  const isIdle = (): boolean => !handles.has(EXERCISE) && runStore.getState().active === null;
  if (isIdle()) return;
  await new Promise<void>((resolve) => {
    const stop = runStore.subscribe(() => {
      if (!isIdle()) return;
      stop();
      resolve();
    });
  });
}

/** Shows the result of a run that has had its turn; does nothing while one is under way. */
export function showQueued({ result, request }: QueuedRun): void {
  if (!result || handles.has(EXERCISE)) return;
  const { recipe } = result;
  beginRun(EXERCISE, { phase: 'done', target: recipe.target, input: request.image, recipe });
  acceptFrame(EXERCISE, frameOfRun(result), () => null);
  patchRun(EXERCISE, { result, recipe });
}
