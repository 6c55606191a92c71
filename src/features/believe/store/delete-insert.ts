import type { PixelImage } from '../../../core/pictures/pixel-image';
import { areaUnderCurve, type CurvePoint } from '../../../core/statistics/area-under-curve';
import { blurredBytes, meanGrey } from '../../../core/pictures/byte-pictures';
import { exchanges, pixelsByChance, pixelsByValue } from '../../../core/maps/deletion-order';
import { createRandom } from '../../../core/random/seeded-random';
import { meanOf } from './check-tools';

/** Pictures on the way, about: a photo of 224 x 224 pixels changes 896 of them a step. */
const STEPS = 56;
/** The blur that insertion starts from: 11 x 11 pixels, as in RISE. */
const BLUR = { sigma: 5, radius: 5 };
/** Orders by chance that the map is held against. */
export const CHANCES = 3;

export const GAMES = ['deletion', 'insertion'] as const;
export type Game = (typeof GAMES)[number];

/** The class's probability over the share of pixels exchanged, and the area under it, 0..1. */
export interface Tally {
  readonly points: readonly CurvePoint[];
  readonly area: number;
}

/** What one game gave so far. */
export interface GameResult {
  readonly map: Tally | null;
  readonly chance: readonly Tally[];
}

export interface Faithfulness {
  readonly perStep: number;
  /** Pixel indices, those that the map marks most first. */
  readonly order: Uint32Array;
  readonly deletion: GameResult;
  readonly insertion: GameResult;
}

export interface GamesRequest {
  readonly image: PixelImage;
  /** The map, `height * width`. Pixels go by its value, the highest first: for a signed map evidence for the class first, against it last. */
  readonly map: Float32Array;
  readonly seed: number;
}

export interface GamesOptions {
  /** Probability of the class for a picture. */
  readonly probability: (image: PixelImage) => Promise<number>;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
  readonly onResult: (result: Faithfulness) => void;
}

/** The two ends of a game, RGBA bytes: photo to mean grey, or blurred photo to photo. */
export function endsOf(game: Game, { width, height, data }: PixelImage) {
  return game === 'deletion'
    ? { from: data, to: meanGrey(width * height) }
    : { from: blurredBytes(data, width, height, BLUR.sigma, BLUR.radius), to: data };
}

/** Pixels exchanged at each step. */
export function pixelsPerStep({ width, height }: PixelImage): number {
  return Math.ceil((width * height) / STEPS);
}

/** Plays one game in one order. */
export async function play(
  game: Game,
  image: PixelImage,
  order: Uint32Array,
  { probability, signal, step }: Pick<GamesOptions, 'probability' | 'signal'> & { readonly step: () => void },
): Promise<Tally> {
  const { from, to } = endsOf(game, image);
  const points: CurvePoint[] = [];
  for (const { share, data } of exchanges(from, to, order, pixelsPerStep(image))) {
    signal.throwIfAborted();
    points.push({ x: share, y: await probability({ ...image, data }) });
    step();
  }
  signal.throwIfAborted();
  return { points, area: areaUnderCurve(points) };
}

/** Both games in the map's order, then in orders by chance. Every finished curve is told at once. */
export async function deleteAndInsert(request: GamesRequest, options: GamesOptions): Promise<Faithfulness> {
  const { image, map, seed } = request;
  const perStep = pixelsPerStep(image);
  const random = createRandom(seed);
  const total = 2 * (1 + CHANCES) * (Math.ceil(map.length / perStep) + 1);
  let done = 0;
  const step = (): void => options.progress(++done, total);
  const nothing: GameResult = { map: null, chance: [] };
  const order = pixelsByValue(map);
  let result: Faithfulness = { perStep, order, deletion: nothing, insertion: nothing };
  const tell = (game: Game, more: Partial<GameResult>): void => {
    result = { ...result, [game]: { ...result[game], ...more } };
    options.onResult(result);
  };
  options.progress(0, total);
  for (const game of GAMES) tell(game, { map: await play(game, image, order, { ...options, step }) });
  for (let n = 0; n < CHANCES; n++) {
    const byChance = pixelsByChance(map.length, random);
    for (const game of GAMES) {
      const tally = await play(game, image, byChance, { ...options, step });
      tell(game, { chance: [...result[game].chance, tally] });
    }
  }
  return result;
}

/** The picture after the first quarter of an order was exchanged. */
export function quarterDone(game: Game, image: PixelImage, order: Uint32Array): PixelImage {
  const { from, to } = endsOf(game, image);
  const [, quarter] = exchanges(from, to, order, Math.ceil(order.length / 4));
  return { ...image, data: quarter?.data ?? image.data };
}

/** Mean curve of several tallies with the same shares. */
export function meanCurve(tallies: readonly Tally[]): readonly CurvePoint[] {
  return (tallies[0]?.points ?? []).map(({ x }, i) => ({
    x,
    y: meanOf(tallies.map(({ points }) => points[i]?.y ?? null)) ?? 0,
  }));
}
