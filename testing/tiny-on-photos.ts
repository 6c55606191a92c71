import * as tf from '@tensorflow/tfjs-core';
import { createNetwork } from '../src/networks/executor/executor';
import type { Network } from '../src/networks/executor/network';
import { rgbaToZScore } from '../src/networks/kernels/picture/round-to-bytes';
import { useBackend } from './backends';
import { makeTestPhoto } from './test-photo';
import { tinyNetwork } from './tiny-network';

/** A square photo as a method gets it, `[1, size, size, 3]` in z-score space. Caller disposes. */
export function photo(size: number, seed = 5): tf.Tensor4D {
  return rgbaToZScore(makeTestPhoto(seed, size, size).data, size, size);
}

/** What most tests of a method begin with. */
export interface TinyOnPhotos {
  /** The generated network, of 32 x 32 pixels. */
  readonly tiny: Network;
  /** A photo of its size. */
  readonly x: tf.Tensor4D;
  /** A photo of the size asked for, for networks worked by hand, and its numbers. */
  readonly small: tf.Tensor4D;
  readonly values: Float32Array;
  /** Frees them all. */
  readonly dispose: () => void;
}

/** The tiny network on WASM, a photo of its size, and one of `side` pixels. */
export async function tinyOnPhotos(side: number): Promise<TinyOnPhotos> {
  await useBackend('wasm');
  const { graph, weights } = tinyNetwork();
  const tiny = createNetwork(graph, weights);
  const [x, small] = [photo(32), photo(side)];
  return {
    tiny,
    x,
    small,
    values: small.dataSync<'float32'>().slice(),
    dispose() {
      tiny.dispose();
      tf.dispose([x, small]);
    },
  };
}
