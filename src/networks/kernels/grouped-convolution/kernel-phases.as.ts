// One side of a kernel, height or width. A phase's taps are `first`, `first + step` and so on below `taps`; forward there is
// one phase of all. From one tap to the next the source moves by `tapMove`, from one output of the phase to the next by `move`.

export function divisor(a: i32, b: i32): i32 {
  while (b != 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

export function tapStep(stride: i32, dilation: i32, back: bool): i32 {
  return back ? stride / divisor(stride, dilation) : 1;
}

export function tapMove(stride: i32, dilation: i32, back: bool): i32 {
  return back ? dilation / divisor(stride, dilation) : dilation;
}

/** The first tap of a phase; `taps` where it has none. */
export function firstTap(taps: i32, stride: i32, dilation: i32, back: bool, phase: i32): i32 {
  let tap = 0;
  if (back) while (tap < taps && (tap * dilation) % stride != phase) tap++;
  return tap;
}

export function tapsOf(taps: i32, stride: i32, dilation: i32, back: bool, phase: i32): i32 {
  const step = tapStep(stride, dilation, back);
  return (taps - firstTap(taps, stride, dilation, back, phase) + step - 1) / step;
}

/** The `n`-th of a phase's taps in the order in which the source comes: backwards on the way back. */
export function tapAt(taps: i32, stride: i32, dilation: i32, back: bool, phase: i32, n: i32): i32 {
  if (!back) return n;
  const count = tapsOf(taps, stride, dilation, back, phase);
  return firstTap(taps, stride, dilation, back, phase) + (count - 1 - n) * tapStep(stride, dilation, back);
}

/** How many outputs of a phase lie in the padding before the first that is wanted. */
export function skipped(stride: i32, pad: i32, phase: i32): i32 {
  return pad > phase ? (pad - phase + stride - 1) / stride : 0;
}

/** Where a phase's first output lies. */
export function firstOutput(stride: i32, pad: i32, back: bool, phase: i32): i32 {
  return back ? stride * skipped(stride, pad, phase) + phase - pad : 0;
}

/** How many of `size` outputs are of a phase. */
export function outputsOf(size: i32, stride: i32, pad: i32, back: bool, phase: i32): i32 {
  if (!back) return size;
  return max(0, (size - firstOutput(stride, pad, back, phase) + stride - 1) / stride);
}

/** Where in the source the first of a phase's taps lies for its first output. */
export function firstSource(taps: i32, stride: i32, dilation: i32, pad: i32, back: bool, phase: i32): i32 {
  if (!back) return -pad;
  const count = tapsOf(taps, stride, dilation, back, phase);
  const offset = (phase - dilation * firstTap(taps, stride, dilation, back, phase)) / stride;
  return skipped(stride, pad, phase) + offset - (count - 1) * tapMove(stride, dilation, back);
}

/** The same of whichever phase begins first. */
export function lowest(taps: i32, stride: i32, dilation: i32, pad: i32, back: bool): i32 {
  let low = i32.MAX_VALUE;
  const phases = back ? stride : 1;
  for (let phase = 0; phase < phases; phase++) {
    if (tapsOf(taps, stride, dilation, back, phase) == 0) continue;
    low = min(low, firstSource(taps, stride, dilation, pad, back, phase));
  }
  return low;
}

/** How far so many outputs of every phase reach in the source. */
export function reach(taps: i32, stride: i32, dilation: i32, pad: i32, back: bool, outputs: i32): i32 {
  let high = i32.MIN_VALUE;
  const phases = back ? stride : 1;
  for (let phase = 0; phase < phases; phase++) {
    const count = tapsOf(taps, stride, dilation, back, phase);
    if (count == 0) continue;
    const first = firstSource(taps, stride, dilation, pad, back, phase);
    high = max(high, first + (count - 1) * tapMove(stride, dilation, back));
  }
  return high + 1 + (outputs - 1) * (back ? 1 : stride) - lowest(taps, stride, dilation, pad, back);
}
