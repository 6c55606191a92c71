import { departures } from '../../core/records/decoding';
import type { Recipe } from '../../core/records/recipe';
import type { BackendId, NetworkInfo, RunRequest } from './protocol';

const LONGEST_NAME = 200;

/** The recipe of a run as it begins, explaining the class `target`; what comes of it meanwhile is added at its end. */
export function recipeOf(
  request: RunRequest,
  { id, weightsHash, classes }: Pick<NetworkInfo, 'id' | 'weightsHash' | 'classes'>,
  target: number,
  backend: BackendId | null,
): Recipe {
  return {
    version: 1,
    network: id,
    weights: weightsHash,
    method: request.method,
    params: { ...request.params },
    target,
    targetName: (classes[target]?.name ?? `class ${target}`).slice(0, LONGEST_NAME),
    seed: request.seed,
    fit: request.fit,
    ...(request.decoding ? departures(request.decoding) : {}),
    ...(backend ? { backend } : {}),
    ...(request.beside ? { beside: { ...request.beside } } : {}),
    ...(request.others ? { others: request.others.map(({ name = '' }) => name.slice(0, LONGEST_NAME)) } : {}),
    ...(request.imageName === undefined ? {} : { image: request.imageName.slice(0, LONGEST_NAME) }),
  };
}
