import { scaleOf, thresholdOf, type MapReading } from '../../canvas/attribution-picture';
import { fullScale, isEmptyMap, mapOf } from '../../canvas/map-values';
import type { Frame } from '../../core/records/frame';
import { scientific } from '../../panels/map/map-words';

/** What a map's colours stand for, in the map's own numbers. */
export interface MapScale {
  /** Full scale of the colours. */
  readonly scale: number;
  /** Largest size in the map. */
  readonly largest: number;
  /** Size from which pixels are shown at all. */
  readonly threshold: number;
}

/** The scale of a frame's map as it is read; null where there is none. */
export function mapScaleOf(frame: Frame | null, reading: MapReading): MapScale | null {
  const map = frame && mapOf(frame, reading);
  if (!map || isEmptyMap(frame)) return null;
  return {
    scale: scaleOf(frame, reading),
    largest: fullScale(map, 100),
    threshold: thresholdOf(frame, reading),
  };
}

/** The numbers at a colour bar's ends, and its middle where it goes both ways. */
export function scaleNumbers({ scale, largest }: MapScale, signed: boolean): readonly string[] {
  const top = scientific(scale);
  const beyond = largest > scale * 1.0005;
  return [
    `${beyond && signed ? '≤ ' : ''}${signed ? `−${top}` : '0'}`,
    ...(signed ? ['0'] : []),
    `${beyond ? '≥ ' : ''}${signed ? '+' : ''}${top}`,
  ];
}
