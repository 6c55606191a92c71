import * as tf from '@tensorflow/tfjs-core';
import { toZScore } from '../../../networks/kernels/picture/z-score';
import type { Transform } from '../ascent';

const CHANNELS = 3;

/** For every pixel those of another picture that it is a sum of, with their weights: `[H * W, terms]` both. */
interface Terms {
  readonly count: number;
  readonly pixels: Int32Array;
  readonly weights: Float32Array;
}

/** A few angles by which pictures of one size are turned. `dispose()` frees what is kept for each. */
export interface Turns {
  /** The picture turned clockwise by so many degrees about its middle; grey where it does not reach. */
  readonly by: (degrees: number) => Transform;
  dispose(): void;
}

/** Turning by bilinear sampling; what each angle needs is worked out once, at its first use. */
export function createTurns([height, width]: readonly [number, number]): Turns {
  const kept = new Map<number, { readonly there: Gather; readonly back: Gather }>();
  const of = (degrees: number) => {
    const angle = kept.get(degrees) ?? pairOf(termsOf(height, width, degrees), height * width);
    kept.set(degrees, angle);
    return angle;
  };
  return {
    by: (degrees) => ({
      apply: (x) => {
        const grey = toZScore(tf.fill(x.shape, 0.5));
        return tf.add(gathered(tf.sub(x, grey), of(degrees).there), grey);
      },
      pullBack: (gradient) => gathered(gradient, of(degrees).back),
    }),
    dispose() {
      for (const { there, back } of kept.values()) for (const term of [...there, ...back]) tf.dispose(term);
      kept.clear();
    },
  };
}

/** Terms on the backend, one after the other: their pixels, and their weights for every channel. */
type Gather = readonly { readonly pixels: tf.Tensor1D; readonly weights: tf.Tensor2D }[];

function pairOf(terms: Terms, places: number) {
  const put = ({ pixels, weights, count }: Terms): Gather =>
    Array.from({ length: count }, (_, term) => {
      const own = Int32Array.from({ length: places }, (_, place) => pixels[place * count + term] as number);
      const shares = Float32Array.from(
        { length: places * CHANNELS },
        (_, i) => weights[Math.floor(i / CHANNELS) * count + term] as number,
      );
      return {
        pixels: tf.keep(tf.tensor1d(own, 'int32')),
        weights: tf.keep(tf.tensor2d(shares, [places, CHANNELS])),
      };
    });
  return { there: put(terms), back: put(transposed(terms, places)) };
}

/** Term after term, so that all arithmetic is of arrays of one shape, which alone is quick on WASM. */
function gathered(x: tf.Tensor4D, terms: Gather): tf.Tensor4D {
  const [, height, width] = x.shape;
  return tf.tidy(() => {
    const flat = tf.reshape<tf.Rank.R2>(x, [height * width, CHANNELS]);
    const weighed = terms.map(({ pixels, weights }) => tf.mul<tf.Tensor2D>(tf.gather(flat, pixels), weights));
    return tf.reshape(tf.addN(weighed), [1, height, width, CHANNELS]);
  });
}

/** The four pixels about where each one comes from; those outside weigh nothing. */
function termsOf(height: number, width: number, degrees: number): Terms {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const pixels = new Int32Array(height * width * 4);
  const weights = new Float32Array(height * width * 4);
  for (let place = 0; place < height * width; place++) {
    const [dx, dy] = [(place % width) - middleX, Math.floor(place / width) - middleY];
    const [x, y] = [middleX + cos * dx + sin * dy, middleY - sin * dx + cos * dy];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    for (let corner = 0; corner < 4; corner++) {
      const [column, row] = [left + (corner & 1), top + (corner >> 1)];
      if (column < 0 || column >= width || row < 0 || row >= height) continue;
      pixels[4 * place + corner] = row * width + column;
      weights[4 * place + corner] = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
    }
  }
  return { count: 4, pixels, weights };
}

/** For every pixel the ones it went into. */
function transposed({ count, pixels, weights }: Terms, places: number): Terms {
  const uses = new Int32Array(places);
  const each = (visit: (pixel: number, weight: number, place: number) => void): void => {
    for (let i = 0; i < pixels.length; i++) {
      const weight = weights[i] as number;
      if (weight > 0) visit(pixels[i] as number, weight, Math.floor(i / count));
    }
  };
  each((pixel) => (uses[pixel] = (uses[pixel] as number) + 1));
  const most = uses.reduce((largest, used) => Math.max(largest, used), 1);
  const back: Terms = {
    count: most,
    pixels: new Int32Array(places * most),
    weights: new Float32Array(places * most),
  };
  uses.fill(0);
  each((pixel, weight, place) => {
    const at = pixel * most + (uses[pixel] as number);
    back.pixels[at] = place;
    back.weights[at] = weight;
    uses[pixel] = (uses[pixel] as number) + 1;
  });
  return back;
}
