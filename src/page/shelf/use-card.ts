import { lastParams } from '../../core/records/recipe';
import { LabError } from '../../core/records/lab-error';
import { requireWeights } from '../../engine/page/run-checkpoints';
import { METHODS } from '../../methods/catalog/catalog';
import type { Card } from '../../shelf/card';
import { phrase } from '../../words/say';
import { networkStore } from '../network/network-store';
import { wishBranch, wishedBranch } from '../run/branch-wish';
import { continueRun } from '../run/continue-run';
import { startRun } from '../run/start-run';
import { setParam } from '../settings/settings-store';
import { shelvedWorkOf } from '../settings/views';
import { openCard, type OpenedCard } from './open-card';

/** Whether a card is a view's work, and not one run of its exercise. */
function isWork({ verdict }: Pick<Card, 'verdict'>): boolean {
  return verdict !== null;
}

/** Whether a card's run can be gone on with: it was stopped, or took all its steps and may take more. */
export function goesOn(card: Card): boolean {
  const { phase, step, steps, recipe, hasPictures } = card;
  if (isWork(card)) return phase === 'stopped';
  if (phase === 'stopped') return hasPictures;
  const most = moreSteps(recipe, step);
  return hasPictures && steps !== null && step >= steps && most !== null && most > step;
}

/** Goes on with a card's run from where it stands. Resolves at its end. Throws LabError where its network is not to be had. */
export async function goOnWithCard(id: string): Promise<void> {
  const opened = await openCard(id);
  if (!opened) return;
  requireNetwork(opened);
  const { card, contents } = opened;
  const { exercise, recipe, phase, step } = card;
  if (isWork(card)) {
    const work = await shelvedWorkOf(card.view);
    await (contents.made ? work?.goOn : work?.runAgain)?.();
    return;
  }
  if (!contents.made) {
    await startRun(exercise, { again: recipe });
    return;
  }
  const more = phase === 'done' ? moreSteps(recipe, step) : null;
  const key = iterationsKey(recipe.method);
  if (more !== null && key !== null) setParam(recipe.method, key, more);
  await continueRun(exercise);
}

/** What a card opened for other settings has come to: the step that Run goes on from, or null where it begins anew. */
export interface CardBranch {
  readonly from: number | null;
}

/**
 * Shows a card's run so that its settings are changed and Run goes on with it from where it stands, as a branch. Resolves with null where
 * another card was opened meanwhile. Throws as `goOnWithCard`.
 */
export async function branchFromCard(id: string): Promise<CardBranch | null> {
  const opened = await openCard(id);
  if (!opened) return null;
  requireNetwork(opened);
  const { card, contents } = opened;
  const { exercise, recipe, phase, step } = card;
  if (exercise === 'saliency' || contents.made?.kind !== 'run') return { from: null };
  const more = phase === 'done' ? moreSteps(recipe, step) : null;
  const key = iterationsKey(recipe.method);
  if (more !== null && key !== null) setParam(recipe.method, key, more);
  wishBranch(exercise);
  return { from: wishedBranch(exercise) };
}

/** Makes a card's run again, from its beginning to where it ended. Throws as `goOnWithCard`. */
export async function runCardAgain(id: string): Promise<void> {
  const opened = await openCard(id);
  if (!opened) return;
  requireNetwork(opened);
  const { card } = opened;
  if (isWork(card)) {
    await (await shelvedWorkOf(card.view))?.runAgain?.();
    return;
  }
  await startRun(card.exercise, { again: card.recipe });
}

/** As many steps again as it was to take, within what the method takes. */
function moreSteps(recipe: Card['recipe'], step: number): number | null {
  const key = iterationsKey(recipe.method);
  const param = key === null ? undefined : METHODS.find(({ id }) => id === recipe.method)?.params[key];
  const planned = key === null ? undefined : lastParams(recipe)[key];
  if (param?.kind !== 'number' || typeof planned !== 'number') return null;
  return Math.min(param.max, step + planned);
}

function iterationsKey(id: string): string | null {
  const method = METHODS.find((each) => each.id === id);
  return method && method.exercise !== 'saliency' ? method.iterations : null;
}

function requireNetwork({ card: { recipe, network }, hasNetwork }: OpenedCard): void {
  const { info } = networkStore.getState();
  if (hasNetwork && info) {
    requireWeights(recipe, info);
    return;
  }
  throw new LabError(
    'network-unknown',
    phrase('The run needs the network “{id}”, which is not open here.', { id: network }),
    phrase('Open it, by its file or from the list of networks, then go on.'),
  );
}
