import { createStore } from 'zustand/vanilla';
import type { Frame } from '../../core/records/frame';
import { isMilestone } from '../../core/records/milestones';
import { runStore } from '../../page/run/run-store';

/** With fewer milestones, every frame is in the figure. */
const FEW = 4;

/** The frames that somebody has chosen for the figure, and what aborts once their run is no longer on screen. */
export const chosenFramesStore = createStore<{
  readonly frames: readonly Frame[];
  readonly signal: AbortSignal | null;
}>(() => ({ frames: [], signal: null }));

/** The frames chosen of the run that is on screen, in the order of their steps. */
export function chosenFrames(): readonly Frame[] {
  const { frames, signal } = chosenFramesStore.getState();
  return signal?.aborted === false ? frames : [];
}

/** Puts a frame into the figure, or takes it out again. */
export function chooseFrame(frame: Frame): void {
  const before = chosenFrames();
  const frames = before.includes(frame)
    ? before.filter((each) => each !== frame)
    : [...before, frame].toSorted((a, b) => a.step - b.step);
  chosenFramesStore.setState({ frames, signal: runStore.getState().visualization.signal });
}

/** The frames that a figure shows: those chosen, else the start, the milestones and the newest; all where these are few. */
export function framesOfFigure(frames: readonly Frame[], chosen: readonly Frame[] = []): readonly Frame[] {
  if (chosen.length > 0) return chosen;
  const marked = frames.filter(({ step }, i) => i === 0 || i === frames.length - 1 || isMilestone(step));
  return marked.length < FEW ? frames : marked;
}
