import * as tf from '@tensorflow/tfjs-core';
import type { Size } from '../../../core/pictures/size';
import { clampToPicture } from '../../../networks/kernels/picture/clamp';
import type { Parameterisation, Point } from '../../ascent/ascent';
import { resampled, sampledLine } from '../../ascent/parts/resampling';

/** No octave is smaller than this share of the picture's sides: a network sees nothing in less. */
const SMALLEST = 1 / 4;

/** Sizes that a picture is dreamt at, the smallest first and its own last: each `scale` times the one before. */
export function octaveSizes({ width, height }: Size, octaves: number, scale: number): readonly Size[] {
  return Array.from({ length: octaves }, (_, octave) => {
    const share = Math.max(SMALLEST, scale ** (octave + 1 - octaves));
    return { width: Math.round(width * share), height: Math.round(height * share) };
  });
}

/** A picture that is dreamt at several sizes. */
export interface OctavePicture extends Parameterisation {
  /** The point as it is at an octave: itself where it is there already (null), else its detail taken along to that size. Caller disposes. */
  readonly arrive: (at: Point, octave: number) => Point | null;
}

/**
 * Deep dream's octaves: what is optimised is the detail that a picture is given at one size after another, each a base of that
 * size plus what came of the sizes before, stretched. The variable is the detail, the view base plus detail, and the picture
 * shown the whole one with the detail stretched to it. Owns `base`, `[1, H, W, 3]` in z-score space.
 * Mordvintsev, Olah, Tyka 2015: https://research.google/blog/inceptionism-going-deeper-into-neural-networks/
 */
export function octavePicture(base: () => tf.Tensor4D, sizes: readonly Size[]): OctavePicture {
  const whole = base();
  const bases = basesOf(whole, sizes);
  const baseOf = ({ shape }: tf.Tensor4D): tf.Tensor4D =>
    bases.find((one) => one.shape[1] === shape[1] && one.shape[2] === shape[2]) ?? whole;

  const pointAt = (detail: tf.Tensor4D): Point => {
    const [view, x] = tf.tidy<[tf.Tensor4D, tf.Tensor4D]>(() => {
      const own = baseOf(detail);
      const seen = tf.add<tf.Tensor4D>(own, detail);
      const shown =
        own === whole ? tf.clone(seen) : tf.add<tf.Tensor4D>(whole, stretched(detail, sizeOf(whole)));
      return [seen, clampToPicture(shown)];
    });
    return { x, variable: detail, view };
  };

  return {
    start: () => pointAt(tf.zeros<tf.Rank.R4>((bases[0] ?? whole).shape)),
    moved({ variable, view }, move, projections) {
      const own = baseOf(variable);
      const next = tf.add<tf.Tensor4D>(view ?? tf.add(own, variable), move);
      return pointAt(
        tf.sub(
          projections.reduce((picture, project) => project(picture), next),
          own,
        ),
      );
    },
    arrive({ variable }, octave) {
      const size = sizes[octave];
      return !size || isOfSize(variable, size) ? null : pointAt(stretched(variable, size));
    },
    dispose() {
      tf.dispose([...new Set([...bases, whole])]);
    },
  };
}

/** The picture at each size, each made of the next larger one; at its own it is the picture itself. The caller's. */
function basesOf(whole: tf.Tensor4D, sizes: readonly Size[]): readonly tf.Tensor4D[] {
  let larger = whole;
  return sizes
    .toReversed()
    .map((size) => (larger = isOfSize(larger, size) ? larger : stretched(larger, size)))
    .toReversed();
}

function sizeOf({ shape: [, height, width] }: tf.Tensor4D): Size {
  return { width, height };
}

function isOfSize({ shape }: tf.Tensor4D, { width, height }: Size): boolean {
  return shape[1] === height && shape[2] === width;
}

/** Bilinear, as `F.interpolate` of PyTorch. Caller disposes. */
function stretched(x: tf.Tensor4D, { width, height }: Size): tf.Tensor4D {
  const line = (from: number, to: number) =>
    sampledLine({ from, to }, { start: 0, stride: from / to }, 'edge');
  return tf.tidy(() => resampled(x, line(x.shape[1], height), line(x.shape[2], width)));
}
