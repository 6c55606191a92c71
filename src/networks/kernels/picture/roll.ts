import * as tf from '@tensorflow/tfjs-core';
import { alias } from '../../../tensors/alias';
import { kernelRunner } from '../kernel-runner';
import type { RollOffset } from './picture-work';
import { rollWasm } from './wasm/roll-wasm';
import { rollWebgl } from './webgl/roll-webgl';
import { rollWebgpu } from './webgpu/roll-webgpu';

const run = kernelRunner<RollOffset>('Roll', { wasm: rollWasm, webgl: rollWebgl, webgpu: rollWebgpu });

/**
 * `image` `[N, H, W, C]` rolled `dx` pixels to the right and `dy` down; what leaves at one edge enters at the other.
 * Rolling by `(-dx, -dy)` undoes it exactly, by 0 copies nothing. In one pass; no offset compiles a shader of its own.
 * Caller disposes.
 */
export function roll(image: tf.Tensor4D, dx: number, dy: number): tf.Tensor4D {
  const offset = offsetWithin(image.shape, dx, dy);
  if (offset.dx === 0 && offset.dy === 0) return alias(image);
  return (run({ image }, offset) ?? tf.tidy(() => composed(image, offset))) as tf.Tensor4D;
}

/** The same roll with both offsets from 0 on and within the picture. */
export function offsetWithin(
  [, height, width]: readonly [number, number, number, number],
  dx: number,
  dy: number,
): RollOffset {
  return { dx: ((dx % width) + width) % width, dy: ((dy % height) + height) % height };
}

/** A window of the image's own size slides over two copies laid side by side: every shape is fixed, whatever the offset. */
function composed(image: tf.Tensor4D, { dx, dy }: RollOffset): tf.Tensor4D {
  const [batch, height, width, channels] = image.shape;
  const rows = tf.reshape(image, [batch, height, width * channels]);
  const rolled = rollAxis(rows, height, dy);
  const runs = tf.reshape(rolled, [batch * height, width * channels]);
  return tf.reshape(rollAxis(runs, width, dx), image.shape);
}

/** `x` rolled along axis 1, which holds `size` equal parts, by so many of them. */
function rollAxis(x: tf.Tensor, size: number, offset: number): tf.Tensor {
  const begin = x.shape.map(() => 0);
  begin[1] = ((size - offset) % size) * ((x.shape[1] ?? 0) / size);
  return tf.slice(tf.concat([x, x], 1), begin, x.shape);
}
