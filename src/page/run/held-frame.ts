import { createStore } from 'zustand/vanilla';
import type { Frame } from '../../core/records/frame';
import type { Exercise } from '../../methods/catalog/params';
import { runStore } from './run-store';

/** A past frame that somebody looks at, and what aborts once its run is no longer on screen. */
interface Held {
  readonly frame: Frame;
  readonly signal: AbortSignal;
}

/** The frame of the film strip that stands on the stage in the newest one's place, by exercise. */
export const heldFrameStore = createStore<Readonly<Partial<Record<Exercise, Held>>>>(() => ({}));

/** Puts a past frame on the stage; null lets the newest one back. */
export function holdFrame(exercise: Exercise, frame: Frame | null): void {
  const held = frame ? { frame, signal: runStore.getState()[exercise].signal } : undefined;
  heldFrameStore.setState({ [exercise]: held });
}

/** The frame held, of the run that is on screen; null where there is none, or it is of a run before. */
export function heldFrame(exercise: Exercise): Frame | null {
  const held = heldFrameStore.getState()[exercise];
  return held && !held.signal.aborted ? held.frame : null;
}
