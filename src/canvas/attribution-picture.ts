import { colourTable, type ColourMapId } from '../core/colour-maps';
import type { Frame } from '../core/frame';
import { percentiles, reduceChannels } from '../core/map-statistics';
import type { PictureBytes } from './picture-bytes';

/** How a map of raw floats is read: nothing here takes a new run. */
export interface Reading {
  readonly signed: boolean;
  readonly colourMap: ColourMapId;
  /** Percentile of |value| drawn at full scale, 50 to 100. */
  readonly clip: number;
  /** How strongly the map covers the photo, 0 to 1. */
  readonly overlay: number;
}

/** The value at full scale of a map under a reading; 0 where the map is empty. */
export function fullScale(map: Float32Array, clip: number): number {
  const [top] = percentiles(map.map(Math.abs), [clip]);
  return top !== undefined && Number.isFinite(top) ? top : 0;
}

/**
 * The map a reading shows: raw floats, `height * width`. A map of sizes gets its sign from what it was reduced from, where
 * that is there; one that is positive by nature stays so. Null where the frame carries none.
 */
export function mapOf(frame: Frame, signed: boolean): Float32Array | null {
  const { attribution, gradient } = frame;
  if (!attribution) return null;
  if (frame.signed) return signed ? attribution : attribution.map(Math.abs);
  return signed && gradient ? reduceChannels(gradient, 'signed-max') : attribution;
}

/** The value that a frame's map has at full scale under a reading: what several maps may share. 0 for an empty map, or none. */
export function scaleOf(frame: Frame, reading: Reading): number {
  const map = mapOf(frame, reading.signed);
  return map ? fullScale(map, reading.clip) : 0;
}

/**
 * A frame's map in colours, laid over its photo. Each value is divided by `scale`, by default the clip percentile of the
 * map's sizes; signed maps are drawn blue (below 0) to red (above 0) through white.
 */
export function attributionPicture(
  frame: Frame,
  reading: Reading,
  scale = scaleOf(frame, reading),
): PictureBytes | null {
  const map = mapOf(frame, reading.signed);
  if (!map) return null;
  const { width, height, pixels } = frame;
  const table = colourTable(reading.signed ? 'rdbu' : reading.colourMap);
  const data = new Uint8ClampedArray(width * height * 4);
  const cover = pixels ? reading.overlay : 1;
  for (let i = 0; i < map.length; i += 1) {
    const share = scale > 0 ? Math.min(1, Math.max(-1, (map[i] ?? 0) / scale)) : 0;
    const entry = Math.round(255 * (reading.signed ? (share + 1) / 2 : share)) * 3;
    for (let c = 0; c < 3; c += 1) {
      const under = pixels?.[4 * i + c] ?? 0;
      data[4 * i + c] = Math.round(cover * (table[entry + c] ?? 0) + (1 - cover) * under);
    }
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}
