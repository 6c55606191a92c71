import { createStore } from 'zustand/vanilla';
import { createLatest } from '../../core/records/latest';
import type { Checkpoint } from '../../engine/page/run-checkpoints';
import { lab } from '../lab';

interface CheckpointsState {
  /** Runs that were cut off, the newest first. */
  readonly cutOff: readonly Checkpoint[];
  /** Why the run under way cannot be kept; null where it is. */
  readonly fault: unknown;
}

export const checkpointsStore = createStore<CheckpointsState>(() => ({ cutOff: [], fault: null }));

const readings = createLatest();

async function refresh(): Promise<void> {
  const signal = readings.begin();
  const cutOff = await lab().checkpoints.list();
  if (!signal.aborted) checkpointsStore.setState({ cutOff });
}

/** Follows the runs that were cut off; `report` is told where one that goes on cannot be kept. Returns the function that stops it. */
export function followCheckpoints(report: (thrown: unknown) => void): () => void {
  const stops = [
    lab().checkpoints.onChange(() => void refresh()),
    checkpointsStore.subscribe(({ fault }, before) => {
      if (fault !== null && fault !== before.fault) report(fault);
    }),
  ];
  void refresh();
  return () => {
    for (const stop of stops) stop();
  };
}
