import { type NoiseKind, withNoise } from '../../../core/pictures/noise';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { createRandom } from '../../../core/random/seeded-random';
import type { Classification, NetworkInfo } from '../../../engine/protocol/protocol';

/** Strengths at which a curve is sampled, in grey levels. */
export const STRENGTHS = [0, 8, 16, 24, 32, 48, 64, 96, 128] as const;

/** One draw of noise, of which only the strength is changed. */
export interface NoiseDraw {
  readonly kind: NoiseKind;
  readonly seed: number;
}

/** What a network makes of the photo under noise of one strength. */
export interface NoisePoint {
  readonly strength: number;
  /** Of the class that it reads without noise. */
  readonly probability: number;
  /** The class that it reads now. */
  readonly read: number;
}

/** A network with the photo as it sees it, and what asks it. */
export interface NoiseSubject {
  readonly info: Pick<NetworkInfo, 'id' | 'title' | 'classes'>;
  readonly photo: PixelImage;
  readonly classify: (image: PixelImage, signal: AbortSignal) => Promise<Classification>;
}

/** What a strength is asked with. */
export interface NoiseQuestion {
  readonly draw: NoiseDraw;
  readonly strength: number;
  /** What the network reads without noise; absent for the question that finds it out. */
  readonly before?: number | undefined;
}

/** Asks a network about its photo under noise. Rejects with an AbortError where aborted. */
export async function noisePoint(
  { photo, classify }: NoiseSubject,
  { draw: { kind, seed }, strength, before }: NoiseQuestion,
  signal: AbortSignal,
): Promise<NoisePoint> {
  const data = withNoise(photo.data, kind, strength, createRandom(seed));
  const { probabilities, top } = await classify({ ...photo, data }, signal);
  signal.throwIfAborted();
  const read = top[0]?.index ?? 0;
  return { strength, read, probability: probabilities[before ?? read] ?? 0 };
}
