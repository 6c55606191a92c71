// The length of what lies on the heap of TF.js's WASM backend, and a step along it, in AssemblyScript. Every pointer is a byte
// address there, every value a float32. All is computed in the order in which TF.js's single operators do it.

const BYTES: usize = 4;
const VECTOR: usize = 16;

/** Largest absolute value of so many; not a number where one of them is none. */
export function largest(x: usize, count: u32): f32 {
  const end = x + <usize>count * BYTES;
  let four = f32x4.splat(0);
  for (; x + VECTOR <= end; x += VECTOR) four = f32x4.max(four, f32x4.abs(v128.load(x)));
  let found = max(
    max(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)),
    max(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)),
  );
  for (; x < end; x += BYTES) found = max(found, abs(load<f32>(x)));
  return found;
}

/**
 * Root mean square of `x` `[rows, columns]`, each value divided by `divisor` first: summed row by row, then down the rows, of which
 * four are taken side by side.
 */
export function rootMeanSquare(x: usize, rows: u32, columns: u32, divisor: f32): f32 {
  const divisors = f32x4.splat(divisor);
  const row = <usize>columns * BYTES;
  const wide = row & ~(VECTOR - 1);
  let total: f32 = 0;
  let r: u32 = 0;
  for (; r + 4 <= rows; r += 4) {
    let sums = f32x4.splat(0);
    let at: usize = 0;
    for (; at < wide; at += VECTOR) {
      const a = squares(x + at, divisors);
      const b = squares(x + at + row, divisors);
      const c = squares(x + at + 2 * row, divisors);
      const d = squares(x + at + 3 * row, divisors);
      const ab = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
      const cd = i8x16.shuffle(c, d, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
      const abLate = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
      const cdLate = i8x16.shuffle(c, d, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
      sums = f32x4.add(sums, lows(ab, cd));
      sums = f32x4.add(sums, highs(ab, cd));
      sums = f32x4.add(sums, lows(abLate, cdLate));
      sums = f32x4.add(sums, highs(abLate, cdLate));
    }
    for (; at < row; at += BYTES) {
      let column = f32x4.splat(square(x + at, divisor));
      column = f32x4.replace_lane(column, 1, square(x + at + row, divisor));
      column = f32x4.replace_lane(column, 2, square(x + at + 2 * row, divisor));
      column = f32x4.replace_lane(column, 3, square(x + at + 3 * row, divisor));
      sums = f32x4.add(sums, column);
    }
    total += f32x4.extract_lane(sums, 0);
    total += f32x4.extract_lane(sums, 1);
    total += f32x4.extract_lane(sums, 2);
    total += f32x4.extract_lane(sums, 3);
    x += 4 * row;
  }
  for (; r < rows; r++) {
    let sum: f32 = 0;
    for (let at: usize = 0; at < row; at += BYTES) sum += square(x + at, divisor);
    total += sum;
    x += row;
  }
  return sqrt(total / <f32>(rows * columns));
}

function squares(x: usize, divisors: v128): v128 {
  const scaled = f32x4.div(v128.load(x), divisors);
  return f32x4.mul(scaled, scaled);
}

function square(x: usize, divisor: f32): f32 {
  const scaled: f32 = load<f32>(x) / divisor;
  return scaled * scaled;
}

/** The lower halves of two vectors. */
function lows(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

/** Their upper halves. */
function highs(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
}

/** So many values, none of them further from 0 than `edge`. */
export function hold(out: usize, x: usize, count: u32, edge: f32): void {
  const end = out + <usize>count * BYTES;
  const top = f32x4.splat(edge);
  const bottom = f32x4.splat(-edge);
  for (; out + VECTOR <= end; out += VECTOR, x += VECTOR)
    v128.store(out, f32x4.max(f32x4.min(v128.load(x), top), bottom));
  for (; out < end; out += BYTES, x += BYTES) store<f32>(out, max(min(load<f32>(x), edge), -edge));
}

/** So many values divided by two numbers, one after the other, and multiplied by a third. */
export function rescale(out: usize, x: usize, count: u32, divisor: f32, length: f32, by: f32): void {
  const end = out + <usize>count * BYTES;
  const divisors = f32x4.splat(divisor);
  const lengths = f32x4.splat(length);
  const factors = f32x4.splat(by);
  for (; out + VECTOR <= end; out += VECTOR, x += VECTOR) {
    const direction = f32x4.div(f32x4.div(v128.load(x), divisors), lengths);
    v128.store(out, f32x4.mul(direction, factors));
  }
  for (; out < end; out += BYTES, x += BYTES) {
    const direction: f32 = load<f32>(x) / divisor / length;
    store<f32>(out, direction * by);
  }
}
