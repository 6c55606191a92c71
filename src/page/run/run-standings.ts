import { thinned } from '../../core/records/thinned';
import type { RunStanding } from '../../engine/protocol/run-standing';

/** Where a run has stood, as far as memory allows: what is asked for between is computed from the one before. */
export interface RunStandings {
  add(standing: RunStanding): void;
  /** The last one at or before a step; none where the run is to begin anew. */
  before(step: number): RunStanding | undefined;
  /** Forgets those after a step: the run goes another way from there. */
  cutAfter(step: number): void;
  clear(): void;
}

/** About sixteen of a picture of 224 x 224 with Adam's means, fifty without. */
const ROOM_BYTES = 32e6;

export function createRunStandings(room = ROOM_BYTES): RunStandings {
  let kept: readonly RunStanding[] = [];

  return {
    add(standing) {
      const others = kept.filter(({ state }) => state.step !== standing.state.step);
      const inOrder = [...others, standing].sort((a, b) => a.state.step - b.state.step);
      kept = thinned(inOrder, { stepOf: ({ state }) => state.step, bytesOf, room });
    },
    before: (step) => kept.findLast(({ state }) => state.step <= step),
    cutAfter(step) {
      kept = kept.filter(({ state }) => state.step <= step);
    },
    clear() {
      kept = [];
    },
  };
}

function bytesOf({ state: { variable, x, memory } }: RunStanding): number {
  return [variable, ...memory, ...(x ? [x] : [])].reduce((sum, { values }) => sum + values.byteLength, 0);
}
