import { useStore } from 'zustand';
import type { Frame } from '../core/frame';
import type { Exercise } from '../methods/params';
import { heldFrame, heldFrameStore } from '../stores/held-frame';
import { runStore } from '../stores/run-store';

/** The past frame on the stage, if any; null again as soon as another run begins. */
export function useHeldFrame(exercise: Exercise): Frame | null {
  useStore(heldFrameStore, (state) => state[exercise]);
  useStore(runStore, (state) => state[exercise].generation);
  return heldFrame(exercise);
}
