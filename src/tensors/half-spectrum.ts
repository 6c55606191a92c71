import * as tf from '@tensorflow/tfjs-core';

/** Complex planes `[C, H, W/2 + 1]` as two real ones: the half of a spectrum that says all of a real picture. */
export interface HalfSpectrum {
  readonly real: tf.Tensor3D;
  readonly imaginary: tf.Tensor3D;
}

/**
 * The orthonormal inverse transform from half of a spectrum to real planes, and its adjoint, as products with matrices: exact
 * on every backend, where TF.js has fast transforms on some and gradients of them on none. `dispose()` frees the matrices.
 */
export interface PlaneTransform {
  /** Real planes `[C, H, W]`, as NumPy's `irfft2(..., norm='ortho')`. Caller disposes. */
  readonly planes: (spectrum: HalfSpectrum) => tf.Tensor3D;
  /** What `planes` sends back for real planes: their own transform, but twice it where an entry stands for two. Caller disposes. */
  readonly adjoint: (planes: tf.Tensor3D) => HalfSpectrum;
  dispose(): void;
}

/** Columns of half a spectrum of rows of `width` pixels. */
export function halfWidth(width: number): number {
  return Math.floor(width / 2) + 1;
}

/** How many entries of the whole spectrum one of the half stands for: 2, but 1 in columns that are their own mirror image. */
export function multiplicity(column: number, width: number): 1 | 2 {
  return column === 0 || 2 * column === width ? 1 : 2;
}

/** Cycles a pixel of each entry of a half spectrum, `[H * (W/2 + 1)]`. */
export function frequencies(height: number, width: number): Float64Array {
  const columns = halfWidth(width);
  return Float64Array.from({ length: height * columns }, (_, entry) => {
    const row = Math.floor(entry / columns);
    return Math.hypot(Math.min(row, height - row) / height, (entry % columns) / width);
  });
}

/** The transform for planes of `height` by `width`. */
export function planeTransform(height: number, width: number): PlaneTransform {
  const columns = halfWidth(width);
  const matrix = (rows: number, length: number, at: (row: number, column: number) => number): tf.Tensor2D =>
    tf.tensor2d(
      Float32Array.from({ length: rows * length }, (_, i) => at(Math.floor(i / length), i % length)),
      [rows, length],
    );
  const turn = (a: number, b: number, length: number): number => (2 * Math.PI * ((a * b) % length)) / length;
  const share = (column: number): number => multiplicity(column, width) / Math.sqrt(width);
  const down = {
    cos: matrix(height, height, (y, v) => Math.cos(turn(y, v, height)) / Math.sqrt(height)),
    sin: matrix(height, height, (y, v) => Math.sin(turn(y, v, height)) / Math.sqrt(height)),
  };
  const along = {
    cos: matrix(columns, width, (u, x) => Math.cos(turn(u, x, width)) * share(u)),
    sin: matrix(columns, width, (u, x) => -Math.sin(turn(u, x, width)) * share(u)),
  };
  return {
    planes: ({ real, imaginary }) =>
      tf.tidy(() => {
        const re = tf.sub<tf.Tensor3D>(each(down.cos, real), each(down.sin, imaginary));
        const im = tf.add<tf.Tensor3D>(each(down.sin, real), each(down.cos, imaginary));
        return tf.add(rows(re, along.cos), rows(im, along.sin));
      }),
    adjoint: (planes) =>
      tf.tidy(() => {
        const re = rows(planes, along.cos, true);
        const im = rows(planes, along.sin, true);
        return {
          real: tf.add<tf.Tensor3D>(each(down.cos, re), each(down.sin, im)),
          imaginary: tf.sub<tf.Tensor3D>(each(down.cos, im), each(down.sin, re)),
        };
      }),
    dispose() {
      tf.dispose([down, along]);
    },
  };
}

/** A matrix times every plane. */
function each(matrix: tf.Tensor2D, planes: tf.Tensor3D): tf.Tensor3D {
  return tf.matMul<tf.Tensor3D>(tf.expandDims(matrix, 0), planes);
}

/** Every row of every plane times a matrix, or times its transpose. */
function rows(planes: tf.Tensor3D, matrix: tf.Tensor2D, isTransposed = false): tf.Tensor3D {
  const [count, height, length] = planes.shape;
  const flat = tf.reshape(planes, [count * height, length]);
  const product = tf.matMul<tf.Tensor2D>(flat, matrix, false, isTransposed);
  return tf.reshape(product, [count, height, product.shape[1]]);
}
