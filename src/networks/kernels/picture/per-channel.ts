import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { perChannelWasm } from './wasm/per-channel-wasm';
import { perChannelWebgl } from './webgl/per-channel-webgl';
import { perChannelWebgpu } from './webgpu/per-channel-webgpu';
import type { ChannelStep, ChannelSteps } from './picture-work';

/** A step of some kind, with a number for each channel or one for all. */
export function step(does: ChannelStep['does'], by: number | readonly number[] = 0): ChannelStep {
  const [r, g = r, b = r] = typeof by === 'number' ? [by] : by;
  if (r === undefined || g === undefined || b === undefined) throw new Error('a step takes a number');
  return { does, by: [r, g, b] };
}

const run = kernelRunner<ChannelSteps>('PerChannel', {
  wasm: perChannelWasm,
  webgl: perChannelWebgl,
  webgpu: perChannelWebgpu,
});

/**
 * Pictures `[N, H, W, 3]` after some steps, one after the other, in one pass. TF.js would take a pass for each, and on WASM one
 * that is thirty times slower where the numbers differ by channel. Caller disposes.
 */
export function perChannel(x: tf.Tensor4D, steps: readonly ChannelStep[]): tf.Tensor4D {
  return (run({ x }, { steps }) ?? tf.tidy(() => steps.reduce(done, tf.clone(x)))) as tf.Tensor4D;
}

function done(x: tf.Tensor4D, { does, by }: ChannelStep): tf.Tensor4D {
  const [r, g, b] = by;
  const other = r === g && g === b ? tf.scalar(r) : tf.tensor1d([...by]);
  switch (does) {
    case 'add':
      return tf.add(x, other);
    case 'subtract':
      return tf.sub(x, other);
    case 'multiply':
      return tf.mul(x, other);
    case 'divide':
      return tf.div(x, other);
    case 'atLeast':
      return tf.maximum(x, other);
    case 'atMost':
      return tf.minimum(x, other);
    case 'floor':
      return tf.floor(x);
    default:
      return does satisfies never;
  }
}
