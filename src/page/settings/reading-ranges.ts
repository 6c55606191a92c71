/** A number's default, and the ends of what it may be. */
export interface ReadingRange {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** The numbers that a map, and a difference, are read with. */
export const READING_RANGES = {
  /** Percentile of the map drawn at full scale. */
  clip: { default: 99, min: 50, max: 100 },
  /** Colours follow (value / full scale) to this power. */
  gamma: { default: 1, min: 0.25, max: 4 },
  /** How strongly the map covers the photo. */
  overlay: { default: 1, min: 0, max: 1 },
  /** Percentile of the map's sizes below which the photo is darkened; 0 darkens nothing. */
  mask: { default: 0, min: 0, max: 99.5 },
  /** Factor of the difference panel, 0.5 + k * (x' - x). */
  amplify: { default: 10, min: 1, max: 100 },
} as const satisfies Readonly<Record<string, ReadingRange>>;
