import type { PixelImage } from '../core/pictures/pixel-image';
import { colourTable, type ColourMapId } from '../core/maps/colour-maps';
import type { Frame } from '../core/records/frame';
import { percentiles } from '../core/maps/map-statistics';
import { fullScale, mapOf, type ValueReading } from './map-values';

/** How a map of raw floats is read: nothing here takes a new run. */
export interface MapReading extends ValueReading {
  readonly colourMap: ColourMapId;
  /** Percentile of |value| drawn at full scale, 50 to 100. */
  readonly clip: number;
  /** Colours follow (|value| / full scale) to this power, 0.25 to 4. */
  readonly gamma: number;
  /** The value at full scale, kept for every map; null where each map has its own. */
  readonly keptScale: number | null;
  /** How strongly the map covers the photo, 0 to 1. */
  readonly overlay: number;
  /** Percentile of |value| below which the photo is darkened instead; 0 darkens nothing. */
  readonly mask: number;
}

/** How much light is left of the photo where a mask covers it. */
const DARKENED = 0.22;

/**
 * The value that a frame's map has at full scale under a reading: what several maps may share. The kept one, where a scale
 * is kept; 0 for an empty map, or none.
 */
export function scaleOf(frame: Frame, reading: MapReading): number {
  if (reading.keptScale !== null) return reading.keptScale;
  const map = mapOf(frame, reading);
  return map ? fullScale(map, reading.clip) : 0;
}

/** The smallest |value| that a reading's mask lets through; 0 where there is no mask, or no map. */
export function thresholdOf(frame: Frame, reading: MapReading): number {
  const map = reading.mask > 0 ? mapOf(frame, reading) : null;
  return (map && percentiles(map.map(Math.abs), [reading.mask])[0]) ?? 0;
}

/** Which of a colour table's 256 entries a value has, as a share of full scale: -1 to 1, clipped beyond. */
export function colourEntry(share: number, { signed, gamma }: Pick<MapReading, 'signed' | 'gamma'>): number {
  const size = Math.min(1, Math.abs(share)) ** gamma;
  return Math.round(255 * (signed ? (Math.sign(share) * size + 1) / 2 : size));
}

/** The 256 colours of a reading: signed maps are blue (below 0) to red (above 0) through white. */
export function readingColours({ signed, colourMap }: Pick<MapReading, 'signed' | 'colourMap'>): Uint8Array {
  return colourTable(signed ? 'rdbu' : colourMap);
}

/**
 * A frame's map in colours, laid over its photo; under a mask, only where the map is strong enough, the rest of the photo
 * being dark and grey. Each value is divided by `scale`, by default the reading's own.
 */
export function attributionPicture(
  frame: Frame,
  reading: MapReading,
  scale = scaleOf(frame, reading),
): PixelImage | null {
  const map = mapOf(frame, reading);
  if (!map) return null;
  const { width, height, pixels } = frame;
  const table = readingColours(reading);
  const threshold = thresholdOf(frame, reading);
  const data = new Uint8ClampedArray(width * height * 4);
  const cover = pixels ? reading.overlay : 1;
  for (let i = 0; i < map.length; i += 1) {
    const value = map[i] ?? 0;
    const hidden = reading.mask > 0 && (value === 0 || Math.abs(value) < threshold);
    const dark = hidden && pixels ? DARKENED * lightness(pixels, 4 * i) : 0;
    const entry = colourEntry(scale > 0 ? value / scale : 0, reading) * 3;
    for (let c = 0; c < 3; c += 1) {
      const under = pixels?.[4 * i + c] ?? 0;
      data[4 * i + c] = hidden
        ? Math.round(dark)
        : Math.round(cover * (table[entry + c] ?? 0) + (1 - cover) * under);
    }
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}

/** Luma of a pixel (Rec. 601), 0 to 255. */
function lightness(pixels: Uint8ClampedArray, at: number): number {
  return 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
}
