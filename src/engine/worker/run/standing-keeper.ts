import { isMilestone } from '../../../core/records/milestones';
import type { ParamChange, Recipe } from '../../../core/records/recipe';
import type { Stand } from '../../../methods/method';
import type { RunStanding } from '../../protocol/run-standing';

/** Hands over where a run stands, for whoever keeps it. */
export type StandingSink = (standing: RunStanding) => void;

/** What of a run's changes has acted, and what has not. */
export interface ChangesSoFar {
  readonly changes: readonly ParamChange[];
  readonly planned: readonly ParamChange[];
}

/** Decides when a run tells where it stands: soon after it began, then often enough that little is lost, and wherever it rests. */
export interface StandingKeeper {
  /** The run, as a recipe without what comes of it meanwhile, has shown its first picture, RGBA bytes. */
  began(recipe: Recipe, first: RunStanding['first']): void;
  /** Has the run tell at its next checkpoint, or at once where it is held. */
  ask(): void;
  /** Between two steps. */
  passing(steps: number, stand: Stand, so: ChangesSoFar): Promise<void>;
  /** Where it waits. */
  resting(steps: number, stand: Stand, so: ChangesSoFar): Promise<void>;
  /** Where it ends. */
  ending(steps: number, stand: Stand, so: ChangesSoFar): Promise<void>;
}

/** Half a minute is promised, and a step of a large network takes seconds. */
const FIRST_MS = 4000;
const EVERY_MS = 20_000;

interface KeeperOptions {
  /** Milliseconds from any origin. */
  readonly now: () => number;
  readonly sink: StandingSink;
  /** Steps that had been taken where the run was gone on with; null where it begins. */
  readonly from: number | null;
}

export function createStandingKeeper({ now, sink, from }: KeeperOptions): StandingKeeper {
  let told = from;
  let next = now() + FIRST_MS;
  let asked = false;
  let begun: { readonly recipe: Recipe; readonly first: RunStanding['first'] } | null = null;

  const tell = async (
    steps: number,
    stand: Stand,
    { changes, planned }: ChangesSoFar,
    isOver = false,
  ): Promise<void> => {
    asked = false;
    if (now() >= next) next = now() + EVERY_MS;
    if (steps === told || !begun) return;
    told = steps;
    const { recipe, first } = begun;
    const acted = changes.length > 0 ? { changes: [...changes] } : {};
    sink({
      state: await stand(),
      recipe: { ...recipe, ...acted, steps, stopped: true },
      isOver,
      planned: [...planned],
      first,
    });
  };

  return {
    began(recipe, first) {
      begun = { recipe, first };
    },
    ask() {
      asked = true;
    },
    async passing(steps, stand, so) {
      if (asked || now() >= next || isMilestone(steps)) await tell(steps, stand, so);
    },
    resting: (steps, stand, so) => tell(steps, stand, so),
    ending: (steps, stand, so) => tell(steps, stand, so, true),
  };
}
