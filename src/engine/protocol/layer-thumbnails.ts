/** What of a layer a thumbnail shows: one channel, or the mean over all of them. */
export interface LayerThumbnail {
  /** Null for the mean over channels. */
  readonly channel: number | null;
  /** Mean activation over all places. */
  readonly mean: number;
  /** Activations, made smaller, from the least (0) to the largest (255) of this thumbnail: `height * width`, row by row. */
  readonly values: Uint8ClampedArray<ArrayBuffer>;
}

/** Thumbnails of one layer, all of one size. */
export interface LayerThumbnails {
  /** Counted back from the last (`NetworkInfo.camLayers`). */
  readonly layer: number;
  readonly width: number;
  readonly height: number;
  readonly thumbnails: readonly LayerThumbnail[];
}
