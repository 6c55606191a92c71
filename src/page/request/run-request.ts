import type { RunRequest } from '../../engine/protocol/protocol';
import type { MapRequest } from './map-request';

/** What the engine is told of a request; `frameEvery` as there. */
export function runRequest(request: MapRequest, frameEvery: number): RunRequest {
  const { network, method, image, target, params, seed, fit, decoding, imageName, redrawn } = request;
  return {
    ...{ network, method, image, target, params, seed, fit, frameEvery },
    ...(decoding ? { decoding } : {}),
    ...(imageName === undefined ? {} : { imageName }),
    ...(redrawn ? { redrawn } : {}),
  };
}
