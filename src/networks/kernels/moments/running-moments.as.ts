// Running moments for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every tensor
// float32; `size` counts values.

const BYTES: usize = 4;
const VECTOR: usize = 16;

/** `out = mean + ratio * (here - mean)` */
export function takeIntoMean(out: usize, here: usize, mean: usize, size: u32, ratio: f32): void {
  const end = out + <usize>size * BYTES;
  const ratios = f32x4.splat(ratio);
  for (; out + VECTOR <= end; out += VECTOR, here += VECTOR, mean += VECTOR) {
    const before = v128.load(mean);
    v128.store(out, f32x4.add(before, f32x4.mul(f32x4.sub(v128.load(here), before), ratios)));
  }
  for (; out < end; out += BYTES, here += BYTES, mean += BYTES) {
    const before = load<f32>(mean);
    store<f32>(out, before + (load<f32>(here) - before) * ratio);
  }
}

/** `out = distances + (weight * (here - mean)² + spread)`; `spread` may be 0 for none. */
export function takeIntoDistances(
  out: usize,
  here: usize,
  mean: usize,
  distances: usize,
  spread: usize,
  size: u32,
  weight: f32,
): void {
  const bytes = <usize>size * BYTES;
  const weights = f32x4.splat(weight);
  let at: usize = 0;
  for (; at + VECTOR <= bytes; at += VECTOR) {
    const apart = f32x4.sub(v128.load(here + at), v128.load(mean + at));
    let more = f32x4.mul(f32x4.mul(apart, apart), weights);
    if (spread) more = f32x4.add(more, v128.load(spread + at));
    v128.store(out + at, f32x4.add(v128.load(distances + at), more));
  }
  for (; at < bytes; at += BYTES) {
    const apart = load<f32>(here + at) - load<f32>(mean + at);
    let more = apart * apart * weight;
    if (spread) more += load<f32>(spread + at);
    store<f32>(out + at, load<f32>(distances + at) + more);
  }
}
