import { departures } from '../../core/records/decoding';
import type { Recipe } from '../../core/records/recipe';
import type { MapRequest } from './map-request';

/** As many letters as a recipe takes. */
const LONGEST_NAME = 200;

/** The recipe of a map that is asked for, as far as it is known before it is drawn; `target` is its class. */
export function recipeOfRequest(
  {
    network,
    method,
    params,
    seed,
    fit,
    decoding,
    imageName,
    targetName,
  }: Omit<MapRequest, 'target' | 'image'>,
  target: number,
): Recipe {
  return {
    version: 1,
    ...{ network, method, target, seed, fit },
    params: { ...params },
    ...(decoding ? departures(decoding) : {}),
    ...(targetName === undefined ? {} : { targetName: targetName.slice(0, LONGEST_NAME) }),
    ...(imageName === undefined ? {} : { image: imageName.slice(0, LONGEST_NAME) }),
  };
}
