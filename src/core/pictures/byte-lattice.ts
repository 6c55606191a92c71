// Plain loops: of a picture's values, `map` with a function takes ten times as long.

/** Change of each colour value of a picture, in grey levels; real numbers, `height * width * 3`. */
export type Change = Float32Array<ArrayBuffer>;

/** The nearest whole number, halves up: a change of this many levels is what is left of one once the picture is rounded. */
export function nearestLevel(change: number): number {
  return Math.floor(change + 0.5);
}

/** Euclidean length of what is left of `factor` times a change once it is rounded to whole levels. */
export function roundedLength(change: Change, factor = 1): number {
  let squares = 0;
  for (let i = 0; i < change.length; i++) squares += nearestLevel(factor * (change[i] as number)) ** 2;
  return Math.sqrt(squares);
}

/** Halvings of the factor's interval: one part in four thousand. */
const HALVINGS = 12;

/**
 * A change made longer or shorter, as a whole, so that once it is rounded to whole levels it has about this length, and no
 * less; a new array. Small values are lost in rounding: the factor that gives a length is found by halving. A change of
 * zeros stays one.
 */
export function scaledToRoundedLength(change: Change, length: number): Change {
  let most = 1;
  let largest = 0;
  for (let i = 0; i < change.length; i++) largest = Math.max(largest, Math.abs(change[i] as number));
  if (largest === 0) return change.slice();
  // Once its largest value alone is this long, the whole is.
  const enough = (length + 1) / largest;
  while (most < enough && roundedLength(change, most) < length) most *= 2;
  // What is lost in rounding is lost by every smaller factor, too.
  const left = leftByRounding(change, most);
  let least = 0;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (least + most) / 2;
    if (roundedLength(left, middle) < length) least = middle;
    else most = middle;
  }
  const scaled = new Float32Array(change.length);
  for (let i = 0; i < change.length; i++) scaled[i] = most * (change[i] as number);
  return scaled;
}

/** The values of a change that are another level than before, once they are `factor` times as large. */
function leftByRounding(change: Change, factor: number): Change {
  const left = new Float32Array(change.length);
  let count = 0;
  for (let i = 0; i < change.length; i++) {
    const value = change[i] as number;
    left[count] = value;
    if (nearestLevel(factor * value) !== 0) count++;
  }
  return left.subarray(0, count);
}

/** A change cut so that the picture stays within 0..255; a new array. */
export function keptWithin(picture: ArrayLike<number>, change: Change): Change {
  const kept = new Float32Array(change.length);
  for (let i = 0; i < change.length; i++) {
    const level = picture[i] as number;
    kept[i] = Math.min(255, Math.max(0, level + (change[i] as number))) - level;
  }
  return kept;
}

/** The picture of bytes that a change makes, rounded and within 0..255; whole numbers. */
export function changedLevels(picture: ArrayLike<number>, change: Change): Change {
  const levels = new Float32Array(change.length);
  for (let i = 0; i < change.length; i++) {
    const level = (picture[i] as number) + nearestLevel(change[i] as number);
    levels[i] = Math.min(255, Math.max(0, level));
  }
  return levels;
}
