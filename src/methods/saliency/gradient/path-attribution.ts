import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../../../networks/executor/network';
import { objectiveGradient, type Aim } from '../../objective-gradient';

/** A point on the straight line from a baseline to the picture. */
export interface PathPoint {
  /** Which baseline, from 0. */
  readonly baseline: number;
  /** 0 at the baseline, 1 at the picture. */
  readonly fraction: number;
}

/** The mean of `(x - b) * dJ / dx` over points, kept on the backend. `dispose()` frees its one tensor. */
export interface PathAttribution {
  /** Takes in points; no more than a batch holds. */
  add(points: readonly PathPoint[]): void;
  /** `[1, H, W, 3]`, multiplied by the aim's scale; all 0 before the first point. Caller disposes. */
  mean(): tf.Tensor4D;
  dispose(): void;
}

/** What a path attribution is made of; the tensors stay the caller's. */
export interface PathSpec {
  readonly aim: Aim;
  /** `[1, H, W, 3]` in z-score space, as are the baselines. */
  readonly picture: tf.Tensor4D;
  readonly baselines: readonly tf.Tensor4D[];
  /** Every batch goes through the network with this many rows, spare ones being left out of the mean: no new shaders. */
  readonly batch: number;
}

/** A path attribution without a point yet. */
export function createPathAttribution(network: Network, spec: PathSpec): PathAttribution {
  const { aim, picture, batch } = spec;
  let mean = tf.zeros<tf.Rank.R4>(picture.shape);
  let count = 0;
  return {
    add(points) {
      const rows = points.length;
      count += rows;
      const next = tf.tidy(() => {
        const from = startsOf(spec, points);
        const way = tf.sub(picture, from);
        const fractions = tf.tensor4d(
          padded(points, batch, ({ fraction }) => fraction),
          [batch, 1, 1, 1],
        );
        const { gradient } = objectiveGradient(
          network,
          tf.add<tf.Tensor4D>(from, tf.mul(way, fractions)),
          aim,
        );
        const credit = tf.mul(way, gradient);
        const used = rows === batch ? credit : tf.slice(credit, 0, rows);
        const here = rows === 1 ? used : tf.mean(used, 0, true);
        return tf.add<tf.Tensor4D>(mean, tf.mul(tf.sub(here, mean), rows / count));
      });
      mean.dispose();
      mean = next;
    },
    mean: () => tf.clone(mean),
    dispose: () => mean.dispose(),
  };
}

/** Each point's baseline, `[batch, H, W, 3]`; `[1, H, W, 3]` where there is but one. */
function startsOf({ baselines, batch }: PathSpec, points: readonly PathPoint[]): tf.Tensor4D {
  const [only, ...others] = baselines;
  if (!only || others.length === 0) return only as tf.Tensor4D;
  const parts = baselines.map((picture, number) => {
    const isIts = padded(points, batch, ({ baseline }) => (baseline === number ? 1 : 0));
    return tf.mul(picture, tf.tensor4d(isIts, [batch, 1, 1, 1]));
  });
  return parts.reduce((sum, part) => tf.add(sum, part)) as tf.Tensor4D;
}

function padded(points: readonly PathPoint[], batch: number, of: (point: PathPoint) => number): Float32Array {
  const values = new Float32Array(batch);
  values.set(points.map(of));
  return values;
}
