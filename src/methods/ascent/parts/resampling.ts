import * as tf from '@tensorflow/tfjs-core';

/** What one line of pixels becomes as a matrix `[to, from]`, row by row. */
export interface LineMatrix {
  readonly values: Float32Array;
  readonly to: number;
  readonly from: number;
}

/**
 * Bilinear sampling of a line of `from` pixels at `to` places, `start + (i + 0.5) * stride - 0.5`, counted in pixels from the
 * first one's centre. Beyond its ends a line is worth nothing (`empty`), or what its last pixel is (`edge`).
 */
export function sampledLine(
  { from, to }: Pick<LineMatrix, 'from' | 'to'>,
  { start, stride }: { readonly start: number; readonly stride: number },
  beyond: 'empty' | 'edge',
): LineMatrix {
  const values = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const place = start + (i + 0.5) * stride - 0.5;
    const left = Math.floor(place);
    const share = place - left;
    for (const [pixel, weight] of [
      [left, 1 - share],
      [left + 1, share],
    ] as const) {
      const inside = Math.min(from - 1, Math.max(0, pixel));
      if (inside !== pixel && beyond === 'empty') continue;
      values[i * from + inside] = (values[i * from + inside] as number) + weight;
    }
  }
  return { values, to, from };
}

/** The same the other way round, `[from, to]`. */
export function transposedLine({ values, to, from }: LineMatrix): LineMatrix {
  const back = new Float32Array(values.length);
  for (let i = 0; i < to; i++) {
    for (let j = 0; j < from; j++) back[j * to + i] = values[i * from + j] as number;
  }
  return { values: back, to: from, from: to };
}

/** A picture `[1, H, W, C]` whose columns and rows are resampled by a matrix each: `[1, down.to, along.to, C]`. Called inside a tidy. */
export function resampled(x: tf.Tensor4D, down: LineMatrix, along: LineMatrix): tf.Tensor4D {
  const channels = x.shape[3];
  // Products of two plain matrices alone are quick on WASM, so the channels step aside for the rows.
  const lines = tf.matMul(tensorOf(down), tf.reshape(x, [down.from, along.from * channels]));
  const byChannel = tf.transpose(tf.reshape(lines, [down.to, along.from, channels]), [0, 2, 1]);
  const wide = tf.reshape<tf.Rank.R2>(byChannel, [down.to * channels, along.from]);
  const both = tf.reshape(tf.matMul(wide, tensorOf(transposedLine(along))), [down.to, channels, along.to]);
  return tf.expandDims(tf.transpose(both, [0, 2, 1]), 0);
}

function tensorOf({ values, to, from }: LineMatrix): tf.Tensor2D {
  return tf.tensor2d(values, [to, from]);
}
