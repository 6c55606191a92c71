import type { RunRequest } from '../../engine/protocol/protocol';

/** What a map is asked for: asked for again, it is the same map, bit for bit. Every view asks with this record. */
export interface MapRequest extends Pick<
  RunRequest,
  'network' | 'method' | 'image' | 'target' | 'params' | 'seed' | 'fit' | 'decoding' | 'imageName' | 'redrawn'
> {
  /** How the network is read, see `interpretationKey`; absent where that is not known. */
  readonly interpretation?: string;
  /** The file or address that the picture is made of, where its pixels are not held. */
  readonly source?: Blob | string;
  /** The class's name, for words. */
  readonly targetName?: string | undefined;
}

/** What is asked for, as far as it is known. */
export interface AskedMap extends Omit<MapRequest, 'target'> {
  /** Null while it is not known, until the photo has been read. */
  readonly target: MapRequest['target'] | null;
}
