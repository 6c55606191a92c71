import type { Recipe } from '../core/recipe';
import type { BackendId, NetworkInfo, RunRequest } from '../engine/protocol';

/** The recipe of a run as it begins; the engine's own, with the steps taken, replaces it at the end. */
export function recipeOf(request: RunRequest, info: NetworkInfo, backend: BackendId | null): Recipe {
  const target = typeof request.target === 'number' ? request.target : 0;
  const name = info.classes[target]?.name;
  return {
    version: 1,
    network: info.id,
    weights: info.weightsHash,
    method: request.method,
    params: { ...request.params },
    target,
    seed: request.seed,
    fit: request.fit,
    ...(backend ? { backend } : {}),
    ...(name ? { targetName: name.slice(0, 200) } : {}),
    ...(request.imageName ? { image: request.imageName.slice(0, 200) } : {}),
  };
}
