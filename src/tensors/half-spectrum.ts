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

/**
 * The transform for planes of `height` by `width`. All products are of two matrices as they lie: on WASM those alone are quick,
 * neither transposed ones nor several at once.
 */
export function planeTransform(height: number, width: number): PlaneTransform {
  const columns = halfWidth(width);
  const turn = (a: number, b: number, length: number): number => (2 * Math.PI * ((a * b) % length)) / length;
  const share = (column: number): number => multiplicity(column, width) / Math.sqrt(width);
  // Real parts above imaginary ones: a wave's real part goes with the cosine of both, its imaginary part with minus the sine.
  const down = matrix(2 * height, 2 * height, (row, column) => {
    const angle = turn(row % height, column % height, height);
    const isSame = row < height === column < height;
    return (isSame ? Math.cos(angle) : Math.sin(angle) * (row < height ? -1 : 1)) / Math.sqrt(height);
  });
  const cos = matrix(columns, width, (u, x) => Math.cos(turn(u, x, width)) * share(u));
  const sin = matrix(columns, width, (u, x) => -Math.sin(turn(u, x, width)) * share(u));
  const [up, cosBack, sinBack] = tf.tidy(
    () => [tf.transpose(down), tf.transpose(cos), tf.transpose(sin)] as const,
  );
  return {
    planes: ({ real, imaginary }) =>
      tf.tidy(() => {
        const count = real.shape[0];
        const both = tf.concat([byRows(real), byRows(imaginary)]);
        const [re, im] = tf.split(tf.matMul(down, both), 2) as [tf.Tensor2D, tf.Tensor2D];
        const lines = [height * count, columns] as [number, number];
        const summed = tf.add(tf.matMul(tf.reshape(re, lines), cos), tf.matMul(tf.reshape(im, lines), sin));
        return byPlanes(summed, count);
      }),
    adjoint: (planes) =>
      tf.tidy(() => {
        const count = planes.shape[0];
        const lines = tf.reshape(byRows(planes), [height * count, width]);
        const wide = [height, count * columns] as [number, number];
        const both = tf.concat([
          tf.reshape(tf.matMul(lines, cosBack), wide),
          tf.reshape(tf.matMul(lines, sinBack), wide),
        ]);
        const [re, im] = tf.split(tf.matMul(up, both), 2) as [tf.Tensor2D, tf.Tensor2D];
        return { real: byPlanes(re, count), imaginary: byPlanes(im, count) };
      }),
    dispose() {
      tf.dispose([down, up, cos, cosBack, sin, sinBack]);
    },
  };

  /** `[C, H, W]` as `[H, C * W]`. */
  function byRows(planes: tf.Tensor3D): tf.Tensor2D {
    return tf.reshape(tf.transpose(planes, [1, 0, 2]), [height, planes.size / height]);
  }

  /** Rows, each of which holds its line of every plane, as `[C, H, W]`. */
  function byPlanes(rows: tf.Tensor, count: number): tf.Tensor3D {
    const apart = tf.reshape<tf.Rank.R3>(rows, [height, count, rows.size / height / count]);
    return tf.transpose(apart, [1, 0, 2]);
  }
}

function matrix(rows: number, columns: number, at: (row: number, column: number) => number): tf.Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    at(Math.floor(i / columns), i % columns),
  );
  return tf.tensor2d(values, [rows, columns]);
}
