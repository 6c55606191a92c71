import type { PixelImage } from '../../core/pictures/pixel-image';
import { AS_PILLOW } from '../../core/records/decoding';
import { lastParams, type Recipe } from '../../core/records/recipe';
import { METHODS } from '../../methods/catalog/catalog';
import { unsaidParams } from '../../methods/catalog/resolve-params';
import type { AskedMap } from './map-request';

/**
 * What the map that a recipe makes would be asked for: with the parameters as they stood at its end. `image` is the picture it
 * was made of, null where it needs none or that is not known.
 */
export function requestOfRecipe(recipe: Recipe, image: PixelImage | null): AskedMap {
  const { network, method, target, targetName, seed, fit, image: name, beside, others } = recipe;
  const { colourProfile = AS_PILLOW.colourProfile, transparency = AS_PILLOW.transparency } = recipe;
  const info = METHODS.find(({ id }) => id === method);
  return {
    network,
    method,
    image,
    target,
    targetName,
    params: { ...(info && unsaidParams(info.params)), ...lastParams(recipe) },
    seed,
    fit,
    decoding: { colourProfile, transparency },
    ...(beside && {
      beside: { network: beside.network, ...(beside.weights && { weights: beside.weights }) },
    }),
    ...(others && { others }),
    ...(name === undefined ? {} : { imageName: name }),
  };
}
