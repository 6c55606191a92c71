import type { NetworkInfo, RunRequest } from '../../engine/protocol/protocol';

/** What a map is asked for: asked for again, it is the same map, bit for bit. Every view asks with this record. */
export interface MapRequest extends Pick<
  RunRequest,
  | 'network'
  | 'method'
  | 'image'
  | 'beside'
  | 'target'
  | 'params'
  | 'seed'
  | 'fit'
  | 'decoding'
  | 'imageName'
  | 'redrawn'
> {
  /** How the network is read, see `interpretationKey`; absent where that is not known. */
  readonly interpretation?: string;
  /** The file or address that the picture is made of, where its pixels are not held. */
  readonly source?: Blob | string;
  /** What other photos are called that the run takes beside the picture, in their order; absent where it takes none. */
  readonly others?: readonly string[];
  /** The class's name, for words. */
  readonly targetName?: string | undefined;
}

/** What is asked for, as far as it is known. */
export interface AskedMap extends Omit<MapRequest, 'target'> {
  /** Null while it is not known, until the photo has been read. */
  readonly target: MapRequest['target'] | null;
}

/** What the engine is told of a request; `frameEvery` as there. */
export function runRequest(request: MapRequest, frameEvery: number): RunRequest {
  const { network, method, image, beside, target, params, seed, fit, decoding, imageName, redrawn } = request;
  return {
    ...{ network, method, image, target, params, seed, fit, frameEvery },
    ...(beside ? { beside } : {}),
    ...(decoding ? { decoding } : {}),
    ...(imageName === undefined ? {} : { imageName }),
    ...(redrawn ? { redrawn } : {}),
  };
}

/** How a network is read, as far as its maps hang on it, as text: the same network read otherwise draws other maps. */
export function interpretationKey({
  weightsHash,
  size,
  preprocessing,
  output,
}: Pick<NetworkInfo, 'weightsHash' | 'size' | 'preprocessing' | 'output'>): string {
  return JSON.stringify([weightsHash, size, preprocessing, output]);
}
