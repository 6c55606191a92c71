import type { Frame } from '../../core/records/frame';
import type { Film } from '../../core/records/run-history';
import type { KeepRun, RunHandle } from '../../engine/page/lab-client';
import type { RunRequest } from '../../engine/protocol/protocol';
import type { RunCommand } from '../../engine/protocol/run-command';
import type { RunStanding } from '../../engine/protocol/run-standing';
import type { Exercise } from '../../methods/catalog/params';
import { lab } from '../lab';
import { networkStore } from '../network/network-store';
import { imageStore } from '../photo/image-store';
import { settingsStore } from '../settings/settings-store';
import { checkpointsStore } from './checkpoints-store';
import { isKept, resultOfCutRun } from './cut-run';
import { tellEnded } from './ended-runs';
import {
  acceptFrame,
  channels,
  curves,
  handles,
  historyOf,
  patchRun,
  runStore,
  type RunView,
  standings,
  takenBeside,
} from './run-store';
import { untilSeen } from './seen-frame';
import { createStepTimer } from './step-timer';

/** Forget the time since an exercise's last frame, so that a pause does not count as a slow step. */
const timers = new Map<Exercise, () => void>();
export function restartTimer(exercise: Exercise): void {
  timers.get(exercise)?.();
}

/** How a run is driven. */
export interface Drive {
  /** Aborts once another run takes this one's place. */
  readonly signal: AbortSignal;
  /** Waits for others' runs, and ends none. */
  readonly yields: boolean;
  /** Held after its first step. */
  readonly paused: boolean;
  /** Where it goes on from what is on screen: frames before this step are not shown again. */
  readonly from?: number;
  /** What is shown again where it ends before it has come there. */
  readonly before?: Partial<Omit<RunView, 'signal'>>;
  /** The checkpoint that is gone on with. */
  readonly checkpoint?: string;
}

/** Runs a request to its end, and shows it as the exercise's run. */
export async function driveRun(
  exercise: Exercise,
  request: RunRequest,
  { signal, yields, paused, from = 0, before = {}, checkpoint }: Drive,
): Promise<void> {
  const timer = createStepTimer(() => performance.now());
  timers.set(exercise, timer.restart);
  const { input, read } = runStore.getState()[exercise];
  const { photo, fitted } = imageStore.getState();
  const { others, start } = request;
  takenBeside[exercise] = { ...(others && { others }), ...(start && { start }) };
  let curve = curves[exercise];
  let [first, last]: readonly [Frame['pixels'], Frame | null] = [request.from?.first, null];
  let film: Film | null = null;
  let { recipe } = runStore.getState()[exercise];
  /** Where it last said that it stood, and the time before. */
  let stood: readonly RunStanding[] = request.from ? [request.from] : [];
  const network = networkStore.getState().info;
  const began = performance.now();
  let isThere = from === 0;
  let moved: RunCommand | null = null;
  // A frame that nobody can see is not computed.
  const onFrame = async (frame: Frame): Promise<void> => {
    if (signal.aborted || frame.step < from) return;
    if (!isThere) {
      isThere = true;
      handle.send({ type: 'frameEvery', every: settingsStore.getState().frameEvery });
      if (moved) handle.send(moved);
    }
    acceptFrame(exercise, frame, timer.take);
    [first, last] = [first ?? frame.pixels, frame];
    [curve, film] = [curves[exercise], channels[exercise].film()];
    ({ recipe } = runStore.getState()[exercise]);
    await untilSeen(exercise);
  };
  const onPark = (): void => {
    if (!signal.aborted) patchRun(exercise, { phase: 'paused' });
  };
  const keep: KeepRun = {
    id: checkpoint,
    history: () => historyOf(exercise),
    onStanding(standing) {
      stood = [...stood.slice(-1), standing];
      if (!signal.aborted) standings[exercise].add(standing);
    },
    onFault(fault) {
      checkpointsStore.setState({ fault });
    },
  };
  const run = lab().run(request, onFrame, yields ? { yields: true } : { onPark, keep });
  const handle: RunHandle = {
    ...run,
    send(order) {
      // What is moved on the way acts from where the run stood, and not before: else it would be another run.
      if (order.type === 'params' && !isThere) moved = order;
      else run.send(order);
    },
  };
  if (paused) handle.send({ type: 'step' });
  handles.set(exercise, handle);
  runStore.setState({ active: exercise });
  const outcome = await handle.outcome;
  if (handles.get(exercise) === handle) {
    handles.delete(exercise);
    if (runStore.getState().active === exercise) runStore.setState({ active: null });
  }
  const cut =
    yields || isKept(outcome)
      ? null
      : resultOfCutRun({ frame: last, recipe, input, first, network, ms: performance.now() - began });
  const ended = isKept(outcome) ? outcome : cut && { kind: 'stopped' as const, result: cut };
  if (ended) {
    const { kind: phase, result } = ended;
    // A run that was overtaken shows its last frame no more.
    const frame = isKept(outcome) ? (outcome.last?.frame ?? last) : last;
    const upTo = cut ? cut.steps : Infinity;
    tellEnded({
      ...{ exercise, phase, request, result, frame, curve, film, input, read },
      photo: input !== null && input === fitted ? photo : null,
      standing: () => stood.findLast(({ state }) => state.step <= upTo) ?? null,
      unasked: yields,
    });
  }
  if (signal.aborted) return;
  if (!isThere && outcome.kind !== 'failed') {
    patchRun(exercise, before);
    return;
  }
  switch (outcome.kind) {
    case 'done':
    case 'stopped': {
      const { result } = outcome;
      patchRun(exercise, {
        phase: outcome.kind,
        result,
        recipe: result.recipe,
        target: result.recipe.target,
        step: result.steps,
        scalars: result.scalars,
      });
      break;
    }
    case 'cancelled':
      patchRun(exercise, { phase: channels[exercise].latest() ? 'cancelled' : 'idle' });
      break;
    case 'failed':
      patchRun(exercise, { phase: 'failed', error: outcome.error });
      break;
    default:
      outcome satisfies never;
  }
}
