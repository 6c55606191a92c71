import type { Frame } from '../core/frame';
import type { Recipe } from '../core/recipe';
import type { Exercise, ParamValues } from '../methods/params';
import type { RunCommand, RunRequest, Target } from '../engine/protocol';
import { asLabError } from './as-lab-error';
import { chooseTarget } from './choose-target';
import { imageStore, requireFitted } from './image-store';
import { lab } from './lab';
import { networkStore } from './network-store';
import { createPace } from './pace';
import { acceptFrame, activeHandle, channels, curves, patchRun, runStore } from './run-store';
import { recipeOf, replayOf } from './run-recipe';
import { methodOf } from './settings-schema';
import { paramsOf, settingsStore } from './settings-store';
import { classifyPhoto } from './sees-store';

/** The exercise's run request from the settings, the photo and the network. Throws a LabError where something is missing. */
function requestFor(exercise: Exercise, network: string, target: Target, params: ParamValues): RunRequest {
  const settings = settingsStore.getState();
  const method = methodOf(settings, exercise);
  const needsPhoto = method.image === 'required' || params.start === 'image';
  const { photo, fittedAs } = imageStore.getState();
  return {
    network,
    method: method.id,
    image: needsPhoto ? requireFitted() : null,
    target,
    params,
    seed: settings.seed,
    fit: fittedAs ?? settings.fit,
    frameEvery: settings.frameEvery,
    ...(photo && needsPhoto ? { imageName: photo.name } : {}),
  };
}

export interface StartOptions {
  /** Held after its first step, so that it advances step by step. */
  readonly paused?: boolean;
  /** A run to be made again: its parameters, what was moved while it went on, and where it was stopped. */
  readonly again?: Recipe;
  /** Started by the page itself: gives way to a run that somebody asked for. */
  readonly yields?: boolean;
}

/**
 * Starts an exercise's run, ending any other first. The exercise's last result stays on screen until the first frame.
 */
export async function startRun(exercise: Exercise, options: StartOptions = {}): Promise<void> {
  try {
    await classifyPhoto();
    const { info, status } = networkStore.getState();
    if (!info) return;
    const params = paramsOf(settingsStore.getState(), exercise);
    const target = chooseTarget(exercise);
    const request = {
      ...requestFor(exercise, info.id, target, params),
      ...(options.again ? replayOf(options.again) : {}),
    };
    endActive();
    unasked = options.yields ?? false;
    const generation = runStore.getState()[exercise].generation + 1;
    channels[exercise].reset();
    curves[exercise] = [];
    patchRun(exercise, {
      phase: options.paused ? 'paused' : 'running',
      step: 0,
      steps: 0,
      stepMs: null,
      scalars: {},
      result: null,
      error: null,
      target: typeof target === 'number' ? target : null,
      input: request.image,
      recipe: recipeOf(request, info, status.kind === 'ready' ? status.backend.id : null),
      generation,
    });
    const pace = createPace(() => performance.now());
    restartPace = pace.restart;
    const current = (): boolean => runStore.getState()[exercise].generation === generation;
    const onFrame = (frame: Frame): void => {
      if (current()) acceptFrame(exercise, frame, pace.take);
    };
    const handle = lab.run(request, onFrame, { yields: options.yields ?? false });
    if (options.paused) handle.send({ type: 'step' });
    activeHandle.set(handle);
    runStore.setState({ active: exercise });
    const outcome = await handle.outcome;
    if (activeHandle.get() === handle) {
      activeHandle.set(null);
      runStore.setState({ active: null });
    }
    if (!current()) return;
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
  } catch (thrown) {
    patchRun(exercise, { phase: 'failed', error: asLabError(thrown) });
  }
}

/** Forgets the time since the last frame, so that a pause does not count as a slow step. */
let restartPace: () => void = () => undefined;

/** Whether the run under way is one that nobody asked for. */
let unasked = false;

/** Ends the page's own saliency map where it would keep waiting what somebody asked for; it is drawn when it is shown next. */
export function endUnasked(): void {
  if (unasked && runStore.getState().active === 'saliency') command({ type: 'cancel' });
}

function endActive(): void {
  const { active } = runStore.getState();
  if (active) activeHandle.get()?.send({ type: 'cancel' });
}

/** Sends a command to the run under way and keeps its phase in step. */
export function command(order: RunCommand): void {
  const { active } = runStore.getState();
  activeHandle.get()?.send(order);
  if (!active) return;
  if (order.type === 'pause') patchRun(active, { phase: 'paused' });
  if (order.type === 'resume') {
    restartPace();
    patchRun(active, { phase: 'running' });
  }
}

/** The one primary button: run, pause or resume the exercise on screen. */
export function runOrPause(exercise: Exercise): void {
  const { active } = runStore.getState();
  const { phase } = runStore.getState()[exercise];
  if (active === exercise && phase === 'running') command({ type: 'pause' });
  else if (active === exercise && phase === 'paused') command({ type: 'resume' });
  else void startRun(exercise);
}

/** One step: of the paused run, or of a new one held after its first step. */
export function stepOnce(exercise: Exercise): void {
  const { active } = runStore.getState();
  if (active === exercise) {
    command({ type: 'step' });
    patchRun(exercise, { phase: 'paused' });
  } else {
    void startRun(exercise, { paused: true });
  }
}
