import type { Recipe } from '../../core/records/recipe';
import { recipeTitle, recipeWords } from '../../export/recipe-words';
import { networkStore } from '../../page/network/network-store';
import type { MapRequest } from '../../page/request/map-request';
import { shownPhoto } from '../../words/shown-photo';

/** The lines of a caption that say what made what is shown: its method and class; photo and network; the numbers. */
export interface MadeOf {
  readonly title: string;
  readonly of: string;
  readonly numbers: string;
}

/** What a run was made of, in lines for a caption. */
export function madeOf(recipe: Recipe): MadeOf {
  const { image, network } = recipe;
  const { rows } = networkStore.getState();
  const title = rows.find(({ id }) => id === network)?.title ?? network;
  return {
    title: recipeTitle(recipe),
    of: [...(image ? [shownPhoto(image)] : []), title].join(' · '),
    numbers: recipeWords(recipe),
  };
}

/** The lines of a chart's caption: what it shows, and of which map. */
export function chartCaption(
  shows: string,
  request: MapRequest & { readonly target: number },
): readonly string[] {
  const { network, method, params, target, targetName, seed, fit, imageName } = request;
  const { title, of, numbers } = madeOf({
    ...{ version: 1, network, method, params: { ...params }, target, seed, fit },
    ...(targetName === undefined ? {} : { targetName }),
    ...(imageName === undefined ? {} : { image: imageName }),
  });
  return [shows, title, of, numbers];
}
