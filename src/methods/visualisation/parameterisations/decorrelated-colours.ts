import * as tf from '@tensorflow/tfjs-core';
import { fromZScore, STD, toZScore } from '../../../networks/kernels/picture/z-score';

/**
 * A square root of the correlation of colours in photographs: planes that vary each by itself, times this, have colours that go
 * together as they do there. Divided by its largest column's length. https://distill.pub/2017/feature-visualization
 */
const CORRELATION = [
  [0.26, 0.09, 0.02],
  [0.27, 0, -0.05],
  [0.27, -0.09, 0.03],
] as const;
const LARGEST = Math.max(...([0, 1, 2] as const).map((c) => Math.hypot(...CORRELATION.map((row) => row[c]))));
export const COLOURS: readonly (readonly number[])[] = CORRELATION.map((row) =>
  row.map((value) => value / LARGEST),
);

/** How near to black and white a photo's values are taken, which no sigmoid reaches. */
const MARGIN = 1 / 512;

/** The picture `[1, H, W, 3]` in z-score space of planes `[3, H, W]`: colours mixed, then a sigmoid, so that it always is one. Caller disposes. */
export function pictureOfPlanes(planes: tf.Tensor3D): tf.Tensor4D {
  const [, height, width] = planes.shape;
  return tf.tidy(() => {
    const mixed = mix(COLOURS, planes);
    const pixels = tf.reshape<tf.Rank.R4>(tf.transpose(mixed), [1, height, width, 3]);
    return toZScore(tf.sigmoid(pixels));
  });
}

/** What goes back from the picture to the planes it was made of. Caller disposes. */
export function planesGradient(gradient: tf.Tensor4D, picture: tf.Tensor4D): tf.Tensor3D {
  const [, height, width] = picture.shape;
  return tf.tidy(() => {
    const pixels = fromZScore(picture);
    const slope = tf.mul<tf.Tensor4D>(pixels, tf.sub(1, pixels));
    const mixed = tf.mul(tf.div(gradient, tf.tensor1d([...STD])), slope);
    const columns = tf.transpose(tf.reshape(mixed, [height * width, 3]));
    return tf.reshape(mix(transposed(COLOURS), columns), [3, height, width]);
  });
}

/** The planes of a picture: `pictureOfPlanes` gives it again, but that black and white are a little less so. Caller disposes. */
export function planesOfPicture(picture: tf.Tensor4D): tf.Tensor3D {
  const [, height, width] = picture.shape;
  return tf.tidy(() => {
    const pixels = tf.clipByValue<tf.Tensor4D>(fromZScore(picture), MARGIN, 1 - MARGIN);
    const logits = tf.log(tf.div(pixels, tf.sub(1, pixels)));
    const columns = tf.transpose(tf.reshape(logits, [height * width, 3]));
    return tf.reshape(mix(inverse(COLOURS), columns), [3, height, width]);
  });
}

/** A 3 by 3 matrix times every pixel's three values: `[3, H * W]` of planes. */
function mix(matrix: readonly (readonly number[])[], planes: tf.Tensor): tf.Tensor2D {
  const flat = tf.reshape(planes, [3, planes.size / 3]);
  return tf.matMul(tf.tensor2d(matrix.flat(), [3, 3]), flat);
}

function transposed(matrix: readonly (readonly number[])[]): number[][] {
  return [0, 1, 2].map((column) => matrix.map((row) => row[column] as number));
}

/** By cofactors. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const at = (row: number, column: number): number => matrix[row % 3]?.[column % 3] as number;
  const cofactor = (row: number, column: number): number =>
    at(row + 1, column + 1) * at(row + 2, column + 2) - at(row + 1, column + 2) * at(row + 2, column + 1);
  const determinant = [0, 1, 2].reduce((sum, column) => sum + at(0, column) * cofactor(0, column), 0);
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => cofactor(column, row) / determinant));
}
