import * as tf from '@tensorflow/tfjs-core';
import { halfWidth, multiplicity, planeTransform } from '../../../tensors/half-spectrum';
import { readBack } from '../../../tensors/read-back';
import { planesOfPicture } from './decorrelated-colours';

/**
 * How large each wave is in these photos' decorrelated planes, in the mean over them: `[3 * H * (W/2 + 1)]`, as
 * `naturalMagnitudes` has it. How bright a plane is on the whole is no wave: it counts as the longest waves do. `photos`, at least
 * one, are `[1, H, W, 3]` in z-score space and stay the caller's.
 */
export async function ownMagnitudes(photos: readonly tf.Tensor4D[]): Promise<Float32Array> {
  const [, height, width] = (photos[0] as tf.Tensor4D).shape;
  const columns = halfWidth(width);
  const transform = planeTransform(height, width);
  try {
    const { sizes } = await readBack(() => {
      const each = photos.map((photo) => {
        const { real, imaginary } = transform.adjoint(planesOfPicture(photo));
        return tf.sqrt(tf.add(tf.square(real), tf.square(imaginary)));
      });
      return { sizes: tf.div(tf.addN(each), photos.length) };
    });
    // The adjoint counts an entry twice where it stands for two.
    for (let i = 0; i < sizes.length; i++) sizes[i] = (sizes[i] as number) / multiplicity(i % columns, width);
    for (let plane = 0; plane < sizes.length; plane += height * columns)
      sizes[plane] = ((sizes[plane + 1] ?? 0) + (sizes[plane + columns] ?? 0)) / 2;
    return sizes;
  } finally {
    transform.dispose();
  }
}
