import { createStore } from 'zustand/vanilla';
import { isAbort } from '../../../../core/records/abort';
import type { LabErrorData } from '../../../../core/records/lab-error';
import { createLatest } from '../../../../core/records/latest';
import { resultOf } from '../../../../engine/page/result-of-run';
import { SMALLEST_CHANGE } from '../../../../methods/catalog/catalog';
import { defaultParams } from '../../../../methods/catalog/resolve-params';
import { asLabError } from '../../../../page/as-lab-error';
import { lab } from '../../../../page/lab';
import { runStore } from '../../../../page/run/run-store';
import { endUnasked } from '../../../../page/run/start-run';
import { type Fooled, fooledNow, fooledOf } from './fooled';
import { shelveAfter } from './shelve-after';

interface SmallestState {
  /** The attack's picture that the search went on from. */
  readonly from: Fooled | null;
  /** What it has come to; null before it has ended. */
  readonly found: Fooled | null;
  /** Length of the smallest change so far, in grey levels. */
  readonly length: number | null;
  readonly step: number;
  readonly steps: number;
  readonly running: boolean;
  readonly error: LabErrorData | null;
  /** Which of the two pictures the other questions are asked of. */
  readonly asked: 'attack' | 'smallest';
}

const EMPTY: SmallestState = {
  from: null,
  found: null,
  length: null,
  step: 0,
  steps: 0,
  running: false,
  error: null,
  asked: 'attack',
};

export const smallestStore = createStore<SmallestState>(() => EMPTY);

const searches = createLatest();

/** Stops the search under way, which then gives what it has; null where none is, or it has been told so before. */
let stop: (() => void) | null = null;

/** Goes on from the attack's picture to the smallest change that still fools. Cancelled, it keeps the smallest so far. */
export async function findSmallest(): Promise<void> {
  const from = fooledNow();
  if (!from) return;
  const signal = searches.begin();
  smallestStore.setState({ ...EMPTY, from, running: true });
  const patch = (state: Partial<SmallestState>): void => {
    if (!signal.aborted) smallestStore.setState(state);
  };
  let isWhole = true;
  try {
    endUnasked();
    const { network, target, fit, aim, photo, image, recipe } = from;
    const run = lab().run(
      {
        ...{ network, target, fit, image: photo, start: image, seed: recipe.seed, frameEvery: 0 },
        method: SMALLEST_CHANGE.id,
        params: { ...defaultParams(SMALLEST_CHANGE.params), aim },
        ...(recipe.image === undefined ? {} : { imageName: recipe.image }),
      },
      ({ step, steps, scalars }) => patch({ step, steps, length: scalars['l2'] ?? null }),
      { yields: true },
    );
    stop = () => {
      isWhole = false;
      stop = null;
      run.send({ type: 'stop' });
    };
    const found = fooledOf(await resultOf(run, signal));
    patch({ found });
    if (!signal.aborted && found)
      shelveAfter('smallest', { of: from, isWhole, runs: found.recipe.steps ?? 0 });
  } catch (thrown) {
    if (!isAbort(thrown)) patch({ error: asLabError(thrown) });
  } finally {
    patch({ running: false });
  }
}

/** Ends the search under way where it stands: what it has found so far stays. At once where that is nothing, or at the second call. */
export function cancelSmallest(): void {
  if (stop && smallestStore.getState().step > 0) stop();
  else stopSearch();
}

/** Ends the search under way, and forgets it. */
export function stopSearch(): void {
  searches.cancel();
  smallestStore.setState({ running: false });
}

/** Chooses which of the two pictures the other questions are asked of. */
export function askOf(asked: SmallestState['asked']): void {
  smallestStore.setState({ asked });
}

/** The picture that the other questions are asked of; null while there is none. */
export function subjectNow(): Fooled | null {
  const now = fooledNow();
  const { from, found, asked } = smallestStore.getState();
  return asked === 'smallest' && found && from === now ? found : now;
}

/** Forgets what was found of a picture that another run has taken the place of. Returns the function that stops it. */
export function followAttack(): () => void {
  return runStore.subscribe(({ fooling }, before) => {
    if (fooling.result === before.fooling.result) return;
    searches.cancel();
    smallestStore.setState(EMPTY);
  });
}
