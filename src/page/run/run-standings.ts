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

  /** The one that is missed least: whose neighbours are nearest to each other, in parts of their steps. The newest stays. */
  const leastMissed = (): RunStanding | undefined => {
    const gap = (i: number): number => {
      const [before, after] = [kept[i - 1]?.state.step ?? 0, kept[i + 1]?.state.step ?? Infinity];
      return (after - before) / after;
    };
    const [least] = kept
      .slice(0, -1)
      .map((standing, i) => ({ standing, gap: gap(i) }))
      .sort((a, b) => a.gap - b.gap);
    return least?.standing;
  };

  return {
    add(standing) {
      const others = kept.filter(({ state }) => state.step !== standing.state.step);
      kept = [...others, standing].sort((a, b) => a.state.step - b.state.step);
      while (kept.reduce((sum, one) => sum + bytesOf(one), 0) > room) {
        const least = leastMissed();
        if (!least) return;
        kept = kept.filter((one) => one !== least);
      }
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
