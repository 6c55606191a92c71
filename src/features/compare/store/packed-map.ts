import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Frame } from '../../../core/records/frame';
import type { RunResult } from '../../../engine/protocol/protocol';

/**
 * A map's floats in a Blob: browsers keep those outside the tab's own memory, on disk where they are many. `parts` says
 * what lies there in order, as float32: the reduced map (`height * width`), then the gradient (three times that) where the
 * method gives one, which the other readings of the map are made from.
 */
export interface PackedMap {
  readonly width: number;
  readonly height: number;
  readonly signed: boolean;
  readonly hasGradient: boolean;
  readonly bytes: Blob;
}

/** Packs what a run drew; null where it drew no map. */
export function packMap({ width, height, attribution, raw, signed }: RunResult): PackedMap | null {
  if (!attribution) return null;
  return {
    width,
    height,
    signed: signed ?? false,
    hasGradient: raw !== undefined,
    bytes: new Blob(raw ? [attribution, raw] : [attribution]),
  };
}

/** The map as the frame that pictures are drawn from, over the photo as the network saw it. */
export async function unpackMap(map: PackedMap, input: PixelImage | null): Promise<Frame> {
  const { width, height, signed, hasGradient } = map;
  const buffer = await map.bytes.arrayBuffer();
  const count = width * height;
  return {
    step: 1,
    steps: 1,
    width,
    height,
    scalars: {},
    attribution: new Float32Array(buffer, 0, count),
    ...(signed ? { signed } : {}),
    ...(hasGradient ? { gradient: new Float32Array(buffer, 4 * count, 3 * count) } : {}),
    ...(input ? { pixels: input.data } : {}),
  };
}

/** Where a photo's bytes for one input size and fit are kept. */
export function inputKey([height, width]: readonly [number, number], fit: string): string {
  return `${height}x${width} ${fit}`;
}

export function packInput(image: PixelImage): Blob {
  return new Blob([image.data]);
}

/** @param bytes RGBA, `height * width * 4`. */
export async function unpackInput(
  bytes: Blob,
  [height, width]: readonly [number, number],
): Promise<PixelImage> {
  return { width, height, data: new Uint8ClampedArray(await bytes.arrayBuffer()) };
}
