import type { PixelImage } from '../../core/pictures/pixel-image';
import type { RunResult } from '../../engine/protocol/protocol';
import { METHODS } from '../../methods/catalog/catalog';
import { networkStore, openNetwork } from '../network/network-store';
import { FIRST_VIEW } from '../settings/settings-schema';
import { applyRecipe, set } from '../settings/settings-store';
import { VIEW_SETTING } from '../settings/views';
import { frameOfRun } from './draw-map';
import { acceptFrame, beginRun } from './run-store';
import { setAside } from './start-run';

/**
 * Puts a finished run on its exercise's stage as if it had been made there, with its network and all its settings. `input` is
 * the picture it set out from, where one was given. False where its network could not be opened; the page says why.
 */
export async function showResult(result: RunResult, input: PixelImage | null): Promise<boolean> {
  const { recipe } = result;
  const exercise = METHODS.find(({ id }) => id === recipe.method)?.exercise;
  if (!exercise) return false;
  const { info, rows } = networkStore.getState();
  if (info?.id !== recipe.network) {
    const title = rows.find(({ id }) => id === recipe.network)?.title ?? recipe.network;
    if (!(await openNetwork({ id: recipe.network }, title))) return false;
  }
  applyRecipe(recipe);
  set({ [VIEW_SETTING[exercise]]: FIRST_VIEW[exercise] });
  setAside(exercise);
  beginRun(exercise, { phase: 'done', result, recipe, input, target: recipe.target });
  acceptFrame(exercise, frameOfRun(result), () => null);
  return true;
}
