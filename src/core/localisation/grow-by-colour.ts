import { midranks } from '../statistics/rank-correlation';
import { percentiles } from '../maps/map-statistics';
import { fitColours } from './colour-mixture';
import { colourSeparation } from './colour-separation';
import type { Size } from '../pictures/size';

export interface GrowOptions {
  /** Percentile of the map at or above which pixels are taken for the object at the start. */
  readonly foreground: number;
  /** Percentile at or below which they are taken for the ground. */
  readonly background: number;
  /** How often the colours are learnt anew from the mask they made. */
  readonly rounds: number;
  /** Gaussians in each of the two colour models. */
  readonly blobs: number;
  /** Pull of a like-coloured neighbour, in nats. */
  readonly neighbours: number;
  /** Pull of the map itself, in nats between its lowest and its highest rank; 0 leaves colour alone to decide. */
  readonly map: number;
}

/** Percentiles as in Simonyan, Vedaldi, Zisserman 2013, section 3.2; five Gaussians as in Rother, Kolmogorov, Blake 2004. */
export const GROW: GrowOptions = {
  foreground: 95,
  background: 30,
  rounds: 2,
  blobs: 5,
  neighbours: 2,
  map: 4,
};

/** What grew from a map. */
export interface Grown {
  /** `height * width`, 1 for the object. */
  readonly mask: Uint8Array<ArrayBuffer>;
  /**
   * Chance that a pixel where the map is strongest has more of the object's colours than one where it is weakest: 1 where
   * colours part them, 0.5 where they say nothing.
   */
  readonly separation: number;
}

/** Pixels that a colour model is learnt from, at most: they are taken evenly from all there are. */
const LEARNT_FROM = 1500;
/** Colour alone may not be surer than this, in nats: neighbours and the map keep their say. */
const SUREST = 4;
const SWEEPS = 10;

/**
 * A mask grown from a map by colour: pixels where the map is strongest teach what the object looks like, those where it is
 * weakest what the ground does, as mixtures of Gaussians over colours; every pixel is then given to the likelier of the two,
 * like-coloured neighbours holding together, and the colours are learnt anew.
 * `pixels` are RGBA bytes. Empty where the map is constant. https://arxiv.org/abs/1312.6034
 *
 * Departs from the paper: the cut is found by mean-field sweeps instead of a minimum cut, and the map itself has a say in
 * every pixel (`map`), so that ground of the object's colours far from it stays ground.
 */
export function growByColour(
  pixels: Uint8ClampedArray,
  map: Float32Array,
  size: Size,
  options: GrowOptions = GROW,
): Grown {
  const count = size.width * size.height;
  const mask = new Uint8Array(count);
  const [low = 0, high = 0] = percentiles(map, [options.background, options.foreground]);
  if (!(high > low)) return { mask, separation: 0.5 };
  let object = placesWhere(count, (i) => (map[i] ?? 0) >= high);
  let ground = placesWhere(count, (i) => (map[i] ?? 0) <= low);
  const rank = ranksOf(map);
  const pulls = neighbourPulls(pixels, size, options.neighbours);
  const belief = new Float32Array(count);
  const separation = colourSeparation(pixels, evenly(object), evenly(ground));
  for (let round = 0; round < options.rounds; round += 1) {
    const ofObject = fitColours(pixels, evenly(object), options.blobs);
    const ofGround = fitColours(pixels, evenly(ground), options.blobs);
    const own = new Float32Array(count);
    for (let i = 0; i < count; i += 1) {
      const odds = ofObject.logDensity(i) - ofGround.logDensity(i);
      own[i] = Math.min(SUREST, Math.max(-SUREST, odds)) + options.map * ((rank[i] ?? 0) - 0.5);
    }
    settle(belief, own, pulls, size);
    object = placesWhere(count, (i) => (belief[i] ?? 0) > 0);
    ground = placesWhere(count, (i) => (belief[i] ?? 0) <= 0);
    if (object.length === 0 || ground.length === 0) break;
  }
  for (const i of object) mask[i] = 1;
  return { mask, separation };
}

/** Each value's rank among all, 0 (lowest) to 1 (highest); equal values share the mean of their ranks. */
function ranksOf(map: Float32Array): Float32Array {
  const last = Math.max(1, map.length - 1);
  return Float32Array.from(midranks(map), (rank) => rank / last);
}

/** What each pixel is to its neighbours right, below, below right and below left: near `strength` for like colours, 0 across edges. */
function neighbourPulls(pixels: Uint8ClampedArray, { width, height }: Size, strength: number): Float32Array {
  const steps = [1, width, width + 1, width - 1];
  const count = width * height;
  const pulls = new Float32Array(4 * count);
  let total = 0;
  let pairs = 0;
  for (let i = 0; i < count; i += 1) {
    const x = i % width;
    steps.forEach((step, k) => {
      const j = i + step;
      const outside = j >= count || (k !== 1 && k !== 3 && x === width - 1) || (k === 3 && x === 0);
      if (outside) return;
      let far = 0;
      for (let c = 0; c < 3; c += 1) far += ((pixels[4 * i + c] ?? 0) - (pixels[4 * j + c] ?? 0)) ** 2;
      pulls[4 * i + k] = 1 + far;
      total += far;
      pairs += 1;
    });
  }
  const beta = total > 0 ? pairs / (2 * total) : 0;
  return pulls.map((far, at) =>
    far === 0 ? 0 : (strength * Math.exp(-beta * (far - 1))) / (at % 4 > 1 ? Math.SQRT2 : 1),
  );
}

/** Mean-field sweeps, forth and back: each pixel's log odds are its own and its neighbours' beliefs, weighed by their pull. */
function settle(belief: Float32Array, own: Float32Array, pulls: Float32Array, { width }: Size): void {
  // A margin that pulls at nothing, a row and a pixel wide, stands for the neighbours of the first and the last row.
  const margin = width + 1;
  const lean = new Float32Array(own.length + 2 * margin);
  own.forEach((odds, i) => (lean[margin + i] = leanOf(odds)));
  const pull = new Float32Array(4 * (own.length + margin));
  pull.set(pulls, 4 * margin);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (let n = 0; n < own.length; n += 1) {
      const i = sweep % 2 === 0 ? n : own.length - 1 - n;
      const at = margin + i;
      const odds =
        (own[i] as number) +
        (pull[4 * at] as number) * (lean[at + 1] as number) +
        (pull[4 * (at - 1)] as number) * (lean[at - 1] as number) +
        (pull[4 * at + 1] as number) * (lean[at + width] as number) +
        (pull[4 * (at - width) + 1] as number) * (lean[at - width] as number) +
        (pull[4 * at + 2] as number) * (lean[at + width + 1] as number) +
        (pull[4 * (at - width - 1) + 2] as number) * (lean[at - width - 1] as number) +
        (pull[4 * at + 3] as number) * (lean[at + width - 1] as number) +
        (pull[4 * (at - width + 1) + 3] as number) * (lean[at - width + 1] as number);
      belief[i] = odds;
      lean[at] = leanOf(odds);
    }
  }
}

/** What a pixel is expected to be, -1 for ground to 1 for object, by its log odds: `tanh(odds / 2)`, by an exponential in half the time. */
const leanOf = (odds: number): number => 1 - 2 / (Math.exp(odds) + 1);

function placesWhere(count: number, test: (i: number) => boolean): Int32Array {
  const places: number[] = [];
  for (let i = 0; i < count; i += 1) if (test(i)) places.push(i);
  return Int32Array.from(places);
}

function evenly(places: Int32Array): Int32Array {
  const step = places.length / LEARNT_FROM;
  if (step <= 1) return places;
  return Int32Array.from({ length: LEARNT_FROM }, (_, i) => places[Math.floor(i * step)] ?? 0);
}
