/** A mixture of Gaussians over colours: how likely a colour is under a few coloured blobs. */
export interface ColourMixture {
  /** Log density of the colour at a place of the picture it was fitted on. */
  readonly logDensity: (place: number) => number;
}

/** No blob is narrower than this in any channel, in grey levels squared: flat areas would otherwise explain nothing else. */
const LEAST_VARIANCE = 64;
/** A blob that explains less than this share of the places is given up. */
const LEAST_WEIGHT = 1e-3;
const ROUNDS = 6;
/** Numbers of a blob: log of its weight over its volume, then mean and half the inverse variance of each channel. */
const WIDTH = 7;

/**
 * Fits `count` Gaussians with diagonal covariances to the colours of `pixels` (RGBA bytes) at the places `chosen` (at least
 * one), by expectation maximisation from a start without chance: colours at equal ranks of brightness.
 */
export function fitColours(pixels: Uint8ClampedArray, chosen: Int32Array, count: number): ColourMixture {
  const bright = (place: number): number =>
    (pixels[4 * place] ?? 0) + (pixels[4 * place + 1] ?? 0) + (pixels[4 * place + 2] ?? 0);
  const places = Int32Array.from(chosen).sort((a, b) => bright(a) - bright(b) || a - b);
  let blobs = startingBlobs(pixels, places, Math.min(count, places.length));
  for (let round = 0; round < ROUNDS; round += 1) blobs = maximised(pixels, places, blobs);
  return { logDensity: (place) => logDensity(blobs, pixels, place) };
}

function startingBlobs(pixels: Uint8ClampedArray, places: Int32Array, count: number): Float64Array {
  const sums = new Float64Array(WIDTH);
  for (const place of places) addTo(sums, 0, 1, pixels, place);
  const wide = fitted(sums, places.length);
  const blobs = new Float64Array(count * WIDTH);
  for (let k = 0; k < count; k += 1) {
    blobs.set(wide, k * WIDTH);
    const place = places[Math.floor(((k + 0.5) / count) * places.length)] ?? 0;
    for (let c = 0; c < 3; c += 1) blobs[k * WIDTH + 1 + c] = pixels[4 * place + c] ?? 0;
  }
  return blobs;
}

/** One round: every place is shared out among the blobs that explain it, and each blob is fitted to its shares. */
function maximised(pixels: Uint8ClampedArray, places: Int32Array, blobs: Float64Array): Float64Array {
  const count = blobs.length / WIDTH;
  const sums = new Float64Array(blobs.length);
  const logs = new Float64Array(count);
  for (const place of places) {
    let top = -Infinity;
    for (let k = 0; k < count; k += 1) top = Math.max(top, (logs[k] = logBlob(blobs, k, pixels, place)));
    let total = 0;
    for (let k = 0; k < count; k += 1) total += logs[k] = Math.exp((logs[k] as number) - top);
    for (let k = 0; k < count; k += 1) addTo(sums, k, (logs[k] as number) / total, pixels, place);
  }
  return fitted(sums, places.length);
}

/** Adds a place's colour to a blob's sums: of weights, and of each channel and its square, weighed. */
function addTo(
  sums: Float64Array,
  k: number,
  weight: number,
  pixels: Uint8ClampedArray,
  place: number,
): void {
  const at = k * WIDTH;
  sums[at] = (sums[at] as number) + weight;
  for (let c = 0; c < 3; c += 1) {
    const value = pixels[4 * place + c] as number;
    sums[at + 1 + c] = (sums[at + 1 + c] as number) + weight * value;
    sums[at + 4 + c] = (sums[at + 4 + c] as number) + weight * value * value;
  }
}

/** The blobs that such sums over some places make. */
function fitted(sums: Float64Array, places: number): Float64Array {
  const kept: number[] = [];
  for (let at = 0; at < sums.length; at += WIDTH) {
    const [weight = 0, ...rest] = sums.subarray(at, at + WIDTH);
    if (weight < LEAST_WEIGHT * places) continue;
    const means = rest.slice(0, 3).map((sum) => sum / weight);
    const spreads = rest
      .slice(3)
      .map((sum, c) => Math.max(LEAST_VARIANCE, sum / weight - (means[c] ?? 0) ** 2));
    const volume = spreads.reduce((product, spread) => product * spread, (2 * Math.PI) ** 3);
    kept.push(
      Math.log(weight / places) - 0.5 * Math.log(volume),
      ...means,
      ...spreads.map((spread) => 0.5 / spread),
    );
  }
  return Float64Array.from(kept);
}

function logBlob(blobs: Float64Array, k: number, pixels: Uint8ClampedArray, place: number): number {
  const at = k * WIDTH;
  const red = (pixels[4 * place] as number) - (blobs[at + 1] as number);
  const green = (pixels[4 * place + 1] as number) - (blobs[at + 2] as number);
  const blue = (pixels[4 * place + 2] as number) - (blobs[at + 3] as number);
  return (
    (blobs[at] as number) -
    red * red * (blobs[at + 4] as number) -
    green * green * (blobs[at + 5] as number) -
    blue * blue * (blobs[at + 6] as number)
  );
}

function logDensity(blobs: Float64Array, pixels: Uint8ClampedArray, place: number): number {
  let top = -Infinity;
  let sum = 0;
  for (let k = 0; k * WIDTH < blobs.length; k += 1) {
    const log = logBlob(blobs, k, pixels, place);
    if (log > top) {
      sum = sum * Math.exp(top - log) + 1;
      top = log;
    } else {
      sum += Math.exp(log - top);
    }
  }
  return top + Math.log(sum);
}
