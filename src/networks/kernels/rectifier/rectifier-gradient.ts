import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import type { RectifierGradient } from './rectifier-rule';
import { rectifierGradientWasm } from './rectifier-gradient-wasm';
import { rectifierGradientWebgl } from './rectifier-gradient-webgl';

const run = kernelRunner<RectifierGradient>('RectifierGrad', {
  wasm: rectifierGradientWasm,
  webgl: rectifierGradientWebgl,
});

/**
 * A rectifier's gradient under each rule, of the shape of its `output`: `standard` passes where the unit was open, `deconvnet`
 * passes positive gradients, `guided` asks both (Springenberg et al. 2014, https://arxiv.org/abs/1412.6806). In one pass over
 * the values, taking its channels out of a concatenation's gradient on the way. Caller disposes.
 */
export function rectifierGradient(dy: tf.Tensor, output: tf.Tensor, gradient: RectifierGradient): tf.Tensor {
  return run({ dy, output }, gradient) ?? tf.tidy(() => composed(dy, output, gradient));
}

function composed(dy: tf.Tensor, output: tf.Tensor, { rule, ceiling, offset }: RectifierGradient): tf.Tensor {
  const own = channels(dy, offset, output.shape.at(-1) ?? 0);
  if (rule === 'deconvnet') return tf.relu(own);
  const open = Number.isFinite(ceiling)
    ? tf.mul(tf.step(output), tf.step(tf.sub(ceiling, output)))
    : tf.step(output);
  return tf.mul(rule === 'guided' ? tf.relu(own) : own, open);
}

function channels(dy: tf.Tensor, offset: number, width: number): tf.Tensor {
  if (dy.shape.at(-1) === width) return dy;
  const last = dy.rank - 1;
  return tf.slice(
    dy,
    dy.shape.map((_, axis) => (axis === last ? offset : 0)),
    dy.shape.map((side, axis) => (axis === last ? width : side)),
  );
}
