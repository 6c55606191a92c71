import type * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random/random';
import { clampToBall, clampToBox } from '../../networks/kernels/picture/pixel-ball';
import type { Slope, Stride } from '../ascent/ascent';
import { pixelStep } from '../ascent/parts/pixel-step';
import { inBall, inBox, onBall, onBox } from '../ascent/parts/random-point';
import { signStep } from '../ascent/parts/sign-step';
import type { Norm } from './attack-rows';

/** What a norm makes of an attack, with lengths in grey levels. Caller disposes of every tensor. */
export interface Ball {
  /** The step up the slope, or down it where `stepSize` is negative. */
  readonly step: (stepSize: number) => (slope: Slope) => Required<Pick<Stride, 'move' | 'peak'>>;
  /** The nearest point of the ball. */
  readonly project: (z: tf.Tensor4D, centre: tf.Tensor4D, radius: number) => tf.Tensor4D;
  /** A point of the ball drawn at random. */
  readonly drawInside: (centre: tf.Tensor4D, radius: number, random: Random) => tf.Tensor4D;
  /** A point of its surface drawn at random. */
  readonly drawAtEdge: (centre: tf.Tensor4D, radius: number, random: Random) => tf.Tensor4D;
}

export const BALLS: Readonly<Record<Norm, Ball>> = {
  linf: { step: signStep, project: clampToBox, drawInside: inBox, drawAtEdge: onBox },
  l2: { step: pixelStep, project: clampToBall, drawInside: inBall, drawAtEdge: onBall },
};
