import { useStore } from 'zustand';
import type { Frame } from '../../core/records/frame';
import type { Exercise } from '../../methods/catalog/params';
import { heldFrame, heldFrameStore } from '../../page/run/held-frame';
import { runStore } from '../../page/run/run-store';

/** The past frame on the stage, if any; null again as soon as another run begins. */
export function useHeldFrame(exercise: Exercise): Frame | null {
  useStore(heldFrameStore, (state) => state[exercise]);
  useStore(runStore, (state) => state[exercise].signal);
  return heldFrame(exercise);
}
