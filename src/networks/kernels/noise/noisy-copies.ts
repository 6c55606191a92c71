import * as tf from '@tensorflow/tfjs-core';
import { kernelRunner } from '../kernel-runner';
import { noisyCopiesWasm } from './noisy-copies-wasm';
import type { NoiseSpec } from './noise-spec';

const run = kernelRunner<NoiseSpec>('NoisyCopies', { wasm: noisyCopiesWasm });

/**
 * Draws noisy copies of a picture `[1, H, W, 3]`, `[batch, H, W, 3]`, of which the first `rows` get noise: `sigma` times standard
 * normals, in order of the copies, the same to the last bit wherever they are drawn. Caller disposes what it is given.
 */
export function createNoisyCopies(picture: tf.Tensor4D): (spec: NoiseSpec) => tf.Tensor4D {
  const [, height, width, channels] = picture.shape;
  // One array for all: fresh memory for every copy would cost more than what is written into it.
  let values = new Float32Array();
  const drawn = ({ random, sigma, batch, rows }: NoiseSpec): tf.Tensor4D => {
    if (values.length !== batch * picture.size) values = new Float32Array(batch * picture.size);
    const noise = values.subarray(0, rows * picture.size);
    random.fillNormals(noise);
    for (let i = 0; i < noise.length; i++) noise[i] = (noise[i] as number) * sigma;
    values.fill(0, noise.length);
    return tf.tidy(() => tf.add(picture, tf.tensor4d(values, [batch, height, width, channels])));
  };
  return (spec) => (run({ picture }, spec) as tf.Tensor4D | null) ?? drawn(spec);
}
