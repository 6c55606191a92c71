// Pixels with the channels of neighbouring groups interleaved, and back.

import { BYTES, VECTOR, storePanel, storePart } from '../panels.as';

/** Writes zeros: few, most of the time, for which `memory.fill` takes too long. */
export function clear(at: usize, end: usize): void {
  for (; at < end; at += BYTES) store<f32>(at, 0);
}

/**
 * Copies pixels of a line, `fromStep` bytes apart: `channels` of each of `present` groups as `[channels, lanes]`. Groups that
 * are not present are 0.
 */
export function copyLine(
  to: usize,
  end: usize,
  from: usize,
  fromStep: usize,
  channels: u32,
  lanes: u32,
  present: u32,
): void {
  const group = <usize>channels * BYTES;
  const wide = group & ~(VECTOR - 1);
  if (lanes == 1) {
    for (; to < end; from += fromStep) {
      let at: usize = 0;
      for (; at < wide; at += VECTOR, to += VECTOR) v128.store(to, v128.load(from + at));
      for (; at < group; at += BYTES, to += BYTES) store<f32>(to, load<f32>(from + at));
    }
    return;
  }
  if (lanes == 4 && present == 4 && channels == 1) {
    for (; to < end; to += VECTOR, from += fromStep) v128.store(to, v128.load(from));
    return;
  }
  if (lanes == 2 && present == 2 && wide == group) {
    for (; to < end; from += fromStep) {
      for (let at: usize = 0; at < wide; at += VECTOR, to += 2 * VECTOR) {
        const a = v128.load(from + at);
        const b = v128.load(from + at + group);
        v128.store(to, v128.shuffle<f32>(a, b, 0, 4, 1, 5));
        v128.store(to, v128.shuffle<f32>(a, b, 2, 6, 3, 7), VECTOR);
      }
    }
    return;
  }
  for (; to < end; from += fromStep) {
    for (let at: usize = 0; at < group; at += BYTES) {
      for (let lane: u32 = 0; lane < lanes; lane++, to += BYTES) {
        store<f32>(to, lane < present ? load<f32>(from + at + <usize>lane * group) : 0);
      }
    }
  }
}

/** Stores a pixel's panel: `count` outputs of each of `present` groups, `group` bytes apart. Of as many lanes as `T` has values. */
export function storeGroups<T>(at: usize, a: v128, b: v128, count: u32, present: u32, group: usize): void {
  if (sizeof<T>() == 4) {
    storePanel(at, a, b, count);
  } else if (sizeof<T>() == 8) {
    storePart(at, v128.shuffle<f32>(a, b, 0, 2, 4, 6), count);
    if (present > 1) storePart(at + group, v128.shuffle<f32>(a, b, 1, 3, 5, 7), count);
  } else if (group == BYTES && present == 4) {
    v128.store(at, a);
  } else {
    const pairs = min(count, 2);
    storePart(at, v128.shuffle<f32>(a, b, 0, 4, 0, 4), pairs);
    if (present > 1) storePart(at + group, v128.shuffle<f32>(a, b, 1, 5, 1, 5), pairs);
    if (present > 2) storePart(at + 2 * group, v128.shuffle<f32>(a, b, 2, 6, 2, 6), pairs);
    if (present > 3) storePart(at + 3 * group, v128.shuffle<f32>(a, b, 3, 7, 3, 7), pairs);
  }
}

/** A panel of which nothing is left out. */
export class WholePanel {
  /** As `storeGroups`, written out wherever it is called. */
  @inline
  static store<T>(at: usize, a: v128, b: v128, group: usize): void {
    if (sizeof<T>() == 4) {
      v128.store(at, a);
      v128.store(at, b, VECTOR);
    } else if (sizeof<T>() == 8) {
      v128.store(at, v128.shuffle<f32>(a, b, 0, 2, 4, 6));
      v128.store(at + group, v128.shuffle<f32>(a, b, 1, 3, 5, 7));
    } else {
      const early = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const late = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      v128.store64_lane(at, early, 0);
      v128.store64_lane(at + group, early, 1);
      v128.store64_lane(at + 2 * group, late, 0);
      v128.store64_lane(at + 3 * group, late, 1);
    }
  }
}

/** One channel of as many groups as `T` has values, over and over. */
export function spread<T>(at: usize): v128 {
  if (sizeof<T>() == 4) return v128.load32_splat(at);
  return sizeof<T>() == 8 ? v128.load64_splat(at) : v128.load(at);
}
