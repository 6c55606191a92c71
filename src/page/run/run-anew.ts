import { lastParams, type Recipe } from '../../core/records/recipe';
import { LabError } from '../../core/records/lab-error';
import type { RunHistory } from '../../core/records/run-history';
import { requireWeights } from '../../engine/page/run-checkpoints';
import type { NetworkInfo, RunRequest } from '../../engine/protocol/protocol';
import { METHODS } from '../../methods/catalog/catalog';
import { iterationsOf } from '../../methods/catalog/iterations';
import { lab } from '../lab';
import { networkStore, openNetwork } from '../network/network-store';
import { applyRecipe, settingsStore } from '../settings/settings-store';
import { driveRun } from './drive-run';
import { beginRun, restoreHistory, runStore, type RunView } from './run-store';
import { setAside, takeTurn } from './start-run';
import { phrase } from '../../words/say';

export interface AnewOptions {
  /** Makes the page's photo the one that the run begins with; gives it as the page holds it. */
  readonly photo?: (info: NetworkInfo) => Promise<RunView['input']>;
  /** Whether the exercise on screen stays, whatever the run's is. */
  readonly stay?: boolean;
  /** The checkpoint that is gone on with. */
  readonly checkpoint?: string;
  /** What the run has shown before it was cut off. */
  readonly history?: RunHistory;
}

/**
 * Runs what was asked for before: the page gets the network and the settings of its recipe, and shows it as its exercise's run.
 * Resolves at the run's end, with how it stands then; null where another has taken its place. Throws a LabError where its network is
 * not to be had, or has other weights now.
 */
export async function runAnew(
  request: RunRequest,
  recipe: Recipe,
  { photo, stay = false, checkpoint, history }: AnewOptions = {},
): Promise<RunView | null> {
  const method = METHODS.find((entry) => entry.id === request.method);
  if (!method) return null;
  const { exercise } = method;
  const info = await openNetworkOf(request.network);
  requireWeights(recipe, info);
  applyRecipe(recipe, stay);
  const input = photo ? await photo(info) : request.image;
  setAside(exercise);
  takeTurn(false);
  const signal = beginRun(exercise, {
    phase: 'running',
    step: request.from?.state.step ?? 0,
    steps: iterationsOf(method.id, lastParams(recipe)) ?? 0,
    target: recipe.target,
    input,
    read: history?.read ?? null,
    recipe,
  });
  if (history) restoreHistory(exercise, history, request.from?.state.step ?? 0);
  const { frameEvery } = settingsStore.getState();
  await driveRun(
    exercise,
    { ...request, frameEvery },
    { signal, yields: false, paused: false, ...(checkpoint === undefined ? {} : { checkpoint }) },
  );
  return signal.aborted ? null : runStore.getState()[exercise];
}

/** A run's network, opened where it is another than the page's. Throws `network-unknown`. */
async function openNetworkOf(id: string): Promise<NetworkInfo> {
  const here = networkStore.getState().info;
  if (here?.id === id) return here;
  const row = lab()
    .networks()
    .find((entry) => entry.id === id);
  const opened = row && row.origin !== 'zoo' ? await openNetwork({ id }, row.title) : null;
  if (opened) return opened;
  throw new LabError(
    'network-unknown',
    phrase('The run needs the network “{id}”, which is not open here.', { id }),
    phrase('Open it, by its file or from the list of networks, then go on.'),
  );
}
