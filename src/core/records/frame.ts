import type { ParamChange } from './recipe';

/**
 * One displayed moment of a run: plain data, safe to transfer between threads.
 * `pixels` are the exact 8-bit RGBA bytes (`width * height * 4`, alpha 255) that `logits` were computed from.
 */
export interface Frame {
  /** Updates done so far. */
  readonly step: number;
  /** Updates this run will do at most. */
  readonly steps: number;
  readonly width: number;
  readonly height: number;
  readonly pixels?: Uint8ClampedArray<ArrayBuffer>;
  /** Where several pictures are made side by side: the others, RGBA as `pixels`, one after the other. */
  readonly companions?: Uint8ClampedArray<ArrayBuffer>;
  /** How much the network has cared for each pixel of `pixels` so far, 0..255, `height * width`: what it never looked at fades. */
  readonly opacity?: Uint8ClampedArray<ArrayBuffer>;
  /** Reduced map, `height * width` row-major, raw floats: sizes (the largest over channels), or signed where `signed` says so. */
  readonly attribution?: Float32Array<ArrayBuffer>;
  /** True where `attribution` itself has a sign; false or absent where it holds sizes, and the sign is in `gradient` if anywhere. */
  readonly signed?: boolean;
  /**
   * What the map was reduced from, `height * width * 3` row-major, in z-score space: the gradient itself, or for a map that
   * shares out a score (gradient times input, integrated gradients) each channel's share.
   */
  readonly gradient?: Float32Array<ArrayBuffer>;
  /** Logits of `pixels`, one per class. */
  readonly logits?: Float32Array<ArrayBuffer>;
  /** Last values by name: `logit`, `probability`, `rival` (class index), `rivalProbability`, `l2`, `linf`, ... */
  readonly scalars: Readonly<Record<string, number>>;
  /** What was moved while the run went on, as far as it has acted; absent where nothing was. */
  readonly changes?: readonly ParamChange[];
}
