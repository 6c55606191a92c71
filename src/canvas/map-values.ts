import type { Frame } from '../core/records/frame';
import { percentiles, reduceChannels, type Reduction } from '../core/maps/map-statistics';

/** How a pixel's three channels become one number; `own` is the method's way. */
export const CHANNEL_READINGS = ['own', 'max', 'mean', 'l2'] as const;
export type ChannelReading = (typeof CHANNEL_READINGS)[number];

/** What makes the numbers of a map, before any colour. */
export interface ValueReading {
  readonly signed: boolean;
  readonly channels: ChannelReading;
}

const UNSIGNED = { max: 'max', mean: 'mean', l2: 'l2' } as const satisfies Partial<
  Record<ChannelReading, Reduction>
>;
const SIGNED = {
  max: 'signed-max',
  mean: 'signed-mean',
  l2: 'signed-l2',
} as const satisfies Partial<Record<ChannelReading, Reduction>>;

/** The latest reading of a frame: pointing at pixels and drawing the legend ask for the same one again and again. */
const latest = new WeakMap<Frame, { readonly key: string; readonly map: Float32Array | null }>();

/**
 * The map a reading shows: raw floats, `height * width`. A map made of three channels is made anew of them as the reading
 * says; any other is taken as it is, without its sign unless that is asked for. Null where the frame carries none. The
 * same array for the same reading: do not write to it.
 */
export function mapOf(frame: Frame, { signed, channels }: ValueReading): Float32Array | null {
  const key = `${String(signed)} ${channels}`;
  const known = latest.get(frame);
  if (known?.key === key) return known.map;
  const map = made(frame, { signed, channels });
  latest.set(frame, { key, map });
  return map;
}

function made(frame: Frame, { signed, channels }: ValueReading): Float32Array | null {
  const { attribution, gradient } = frame;
  if (!attribution) return null;
  const own = ownReduction(frame);
  if (own && gradient) {
    if (channels !== 'own') return reduceChannels(gradient, (signed ? SIGNED : UNSIGNED)[channels]);
    if (own === 'max') return signed ? reduceChannels(gradient, 'signed-max') : attribution;
  }
  return frame.signed && !signed ? attribution.map(Math.abs) : attribution;
}

const found = new WeakMap<Frame, 'max' | 'sum' | null>();

/**
 * How a frame's map was made of its three channels, found by making it again: the largest in size, their sum, or null
 * where it was not (a class activation map, regions, windows).
 */
export function ownReduction(frame: Frame): 'max' | 'sum' | null {
  let own = found.get(frame);
  if (own === undefined) {
    own = isMade(frame, 'max') ? 'max' : isMade(frame, 'signed-sum') ? 'sum' : null;
    found.set(frame, own);
  }
  return own;
}

function isMade({ attribution, gradient }: Frame, reduction: Reduction): boolean {
  if (!attribution || gradient?.length !== 3 * attribution.length) return false;
  const again = reduceChannels(gradient, reduction);
  return again.every((value, i) => value === attribution[i]);
}

/** The percentile of a map's sizes, or the largest where most of the map is 0; 0 for an empty map. */
export function fullScale(map: Float32Array, clip: number): number {
  const [top = 0, largest = 0] = percentiles(map.map(Math.abs), [clip, 100]);
  const scale = top > 0 ? top : largest;
  return Number.isFinite(scale) ? scale : 0;
}

/** Whether a frame's map holds nothing but zeros. False where it has no map. */
export function isEmptyMap(frame: Frame): boolean {
  return frame.attribution?.every((value) => value === 0) ?? false;
}
