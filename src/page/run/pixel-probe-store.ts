import { createStore } from 'zustand/vanilla';
import type { Exercise } from '../../methods/catalog/params';

/** The pixel being read on all of an exercise's pictures at once; null where none is. */
export interface Probe {
  readonly exercise: Exercise;
  readonly x: number;
  readonly y: number;
  /** Moved by keys, so that what it reads is to be said aloud. */
  readonly byKeys: boolean;
}

export const pixelProbeStore = createStore<{ readonly probe: Probe | null }>(() => ({ probe: null }));

/** Reads a pixel, or none. */
export function probeAt(probe: Probe | null): void {
  const before = pixelProbeStore.getState().probe;
  const same =
    before?.exercise === probe?.exercise &&
    before?.x === probe?.x &&
    before?.y === probe?.y &&
    before?.byKeys === probe?.byKeys;
  if (!same) pixelProbeStore.setState({ probe });
}
