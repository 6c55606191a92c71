import type { Recipe } from '../../core/records/recipe';
import type { Exercise } from '../../methods/catalog/params';
import type { Classification } from '../../engine/protocol/protocol';
import type { RunCommand } from '../../engine/protocol/run-command';
import { recipeOf } from '../../engine/protocol/recipe-of-run';
import { goesOn } from '../../engine/protocol/run-turns';
import { asLabError } from '../as-lab-error';
import { lab } from '../lab';
import { chooseTarget } from '../network/choose-target';
import { requireFitted } from '../photo/image-store';
import { networkStore } from '../network/network-store';
import type { FirstReading } from '../../core/records/run-history';
import { driveRun, restartTimer } from './drive-run';
import { beginRun, handles, isParked, patchRun, runStore } from './run-store';
import { replayOf } from '../settings/run-recipe';
import { fitOtherPhotos, photosBeside } from '../photo/other-photos';
import { needsPhoto, requestNow, takesOthers } from '../request/request-now';
import { runRequest } from '../request/map-request';
import { takeLinkedMoves } from '../settings/linked-moves';
import { methodOf } from '../settings/settings-schema';
import { paramsOf, settingsStore } from '../settings/settings-store';
import { classifyPhoto } from '../network/classification-store';

export interface StartOptions {
  /** Held after its first step, so that it advances step by step. */
  readonly paused?: boolean;
  /** A run to be made again: its parameters, what was moved while it went on, and where it was stopped. */
  readonly again?: Recipe;
  /** Started by the page itself: gives way to a run that somebody asked for. */
  readonly yields?: boolean;
}

/**
 * Starts an exercise's run, ending its own before, which stays as a card to be gone on with; one that somebody asked for in another exercise is parked, and can be gone
 * on with. The exercise's last result stays on screen until the first frame.
 */
export async function startRun(exercise: Exercise, options: StartOptions = {}): Promise<void> {
  try {
    const photo = await classifyPhoto();
    const { info, status } = networkStore.getState();
    if (!info) return;
    const settings = settingsStore.getState();
    const others = takesOthers(methodOf(settings, exercise), paramsOf(settings, exercise))
      ? await fitOtherPhotos(photosBeside(exercise), info.size, settings.fit)
      : null;
    const asked = requestNow(exercise);
    const beside = asked?.beside && (await lab().load({ id: asked.beside.network }));
    if (asked?.network !== info.id) return;
    const target = chooseTarget(exercise);
    const image = needsPhoto(exercise) ? requireFitted() : null;
    const linked = options.yields ? null : takeLinkedMoves(exercise, settingsStore.getState());
    const request = {
      ...runRequest({ ...asked, target, image }, settingsStore.getState().frameEvery),
      ...(others && { others }),
      ...(beside && { beside: { network: beside.id, weights: beside.weightsHash } }),
      ...(options.again ? replayOf(options.again) : linked),
    };
    const { active } = runStore.getState();
    // Another run has begun while the photo was read: this one, that nobody asked for, is drawn when it is shown next.
    if (options.yields && active && active !== exercise) return;
    setAside(exercise);
    takeTurn(options.yields ?? false);
    const signal = beginRun(exercise, {
      phase: options.paused ? 'paused' : 'running',
      target,
      input: request.image,
      read: request.image && firstReading(photo),
      recipe: recipeOf(request, info, target, status.kind === 'ready' ? status.backend.id : null),
    });
    await driveRun(exercise, request, { signal, yields: unasked, paused: options.paused ?? false });
  } catch (thrown) {
    patchRun(exercise, { phase: 'failed', error: asLabError(thrown) });
  }
}

function firstReading(photo: Classification | null): FirstReading | null {
  const likeliest = photo?.top[0];
  return photo && likeliest ? { index: likeliest.index, kind: photo.kind } : null;
}

/** Whether the run under way is one that nobody asked for. */
let unasked = false;

/** Ends the page's own saliency map where it would keep waiting what somebody asked for; it is drawn when it is shown next. */
export function endUnasked(): void {
  if (unasked && runStore.getState().active === 'saliency') cancelRun('saliency');
}

/** Ends a run that nobody asked for, and notes whether the next one is such. */
export function takeTurn(yields: boolean): void {
  endUnasked();
  unasked = yields;
}

/** Ends an exercise's run, parked or not, and keeps nothing of it but its last frame. */
export function cancelRun(exercise: Exercise): void {
  handles.get(exercise)?.send({ type: 'cancel' });
}

/**
 * Makes room for another run of an exercise, or for none: what somebody asked for is stopped where it stands, and so kept; what the
 * page made by itself, or has not come to anything yet, is cancelled.
 */
export function setAside(exercise: Exercise): void {
  const { active, [exercise]: run } = runStore.getState();
  const asked = !(unasked && active === exercise);
  const goesOnLater = asked && run.steps > 1 && run.step > 0;
  handles.get(exercise)?.send({ type: goesOnLater ? 'stop' : 'cancel' });
}

/** Whether somebody waits for a run: one asked for, of several steps, under way or parked. */
export function isWorking(): boolean {
  const runs = runStore.getState();
  return [...handles.keys()].some((exercise) => {
    const { phase, steps } = runs[exercise];
    const asked = !(unasked && runs.active === exercise);
    return asked && steps > 1 && (phase === 'running' || phase === 'paused');
  });
}

/** Sends a command to the run under way and keeps its phase in step. */
export function command(order: RunCommand): void {
  const { active } = runStore.getState();
  if (active) commandRun(active, order);
}

/** Sends a command to an exercise's run; a parked one that is to go on gets the engine back. */
export function commandRun(exercise: Exercise, order: RunCommand): void {
  const handle = handles.get(exercise);
  if (!handle) return;
  if (isParked(runStore.getState(), exercise) && goesOn(order)) {
    takeTurn(false);
    runStore.setState({ active: exercise });
  }
  handle.send(order);
  if (order.type === 'pause' || order.type === 'step') patchRun(exercise, { phase: 'paused' });
  if (order.type === 'resume') {
    restartTimer(exercise);
    patchRun(exercise, { phase: 'running' });
  }
}

/** One step: of the paused run, or of a new one held after its first step. */
export function stepOnce(exercise: Exercise): void {
  if (handles.has(exercise)) commandRun(exercise, { type: 'step' });
  else void startRun(exercise, { paused: true });
}
