import * as tf from '@tensorflow/tfjs-core';
import { createRunningMoments } from '../../src/networks/kernels/moments/running-moments';
import { cutToRmsOf, normalisedStepOf } from '../../src/networks/kernels/normalised-step/normalised-step';
import { clampToPicture } from '../../src/networks/kernels/picture/clamp';
import { climbPicture } from '../../src/networks/kernels/picture/climb-picture';
import { roll } from '../../src/networks/kernels/picture/roll';
import { bytesToZScore, roundToBytes } from '../../src/networks/kernels/picture/round-to-bytes';
import { cutToRms, normalizeL2 } from '../../src/tensors/norms';
import { generator } from '../../testing/small-generator';

// Runs in the browser: a picture's own arithmetic on a GPU's backend, against the processor's.

/** Each compiles shaders of its own. */
const MOST = 4;

/** The step of length 3 along a picture, and its largest absolute value. */
function stepped(x: tf.Tensor4D): tf.Tensor {
  const { direction, peak } = normalizeL2(x);
  const { move, peak: largest } = normalisedStepOf(x, 3) ?? { move: tf.mul(direction, 3), peak };
  return tf.concat([tf.reshape(move, [-1]), tf.reshape(largest, [1])]);
}

/** A picture with nothing in it further from 0 than its root mean square. */
function cut(x: tf.Tensor4D): tf.Tensor4D {
  return cutToRmsOf(x, 1) ?? cutToRms(x, 1);
}

type Picture = [number, number, number, number];

/** The pictures, of any size, of which a backend computes something else than the processor; `within` is the error allowed. */
export async function wrongPictures(backend: string, count: number, within: number): Promise<string[]> {
  const wrong: string[] = [];
  const random = generator(5);
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  for (let i = 0; i < Math.min(count, MOST); i++) {
    const shape: Picture = [1, integer(1, 9), integer(1, 9), 3];
    const size = shape.reduce((a, b) => a * b);
    // Few bits each, so that half floats hold them.
    const values = (): Float32Array => Float32Array.from({ length: size }, () => integer(-12, 12) / 4);
    const [x, rise, bytes] = [values(), values(), Float32Array.from({ length: size }, () => integer(0, 255))];
    const [dx, dy] = [integer(-9, 9), integer(-9, 9)];
    const climb = { dx, dy, gain: 0.5, decay: 0.25, weight: 2, clamped: i % 2 === 0 };
    const made = {
      rolled: () => roll(tf.tensor4d(x, shape), dx, dy),
      'rolled and back': () => roll(roll(tf.tensor4d(x, shape), dx, dy), -dx, -dy),
      'rolled of several channels': () =>
        roll(tf.reshape(tf.tensor4d(x, shape), [3, shape[1], shape[2], 1]), dx, dy),
      climbed: () => climbPicture(tf.tensor4d(x, shape), tf.tensor4d(rise, shape), climb),
      clamped: () => clampToPicture(tf.tensor4d(x, shape)),
      'running moments': () => {
        const [, ...sides] = shape;
        const moments = createRunningMoments(sides);
        moments.add(tf.tensor4d(x, shape), 1);
        moments.add(tf.concat([tf.tensor4d(rise, shape), tf.tensor4d(x, shape)]), 2);
        moments.add(tf.tensor4d(rise, shape), 1);
        const found = tf.concat([moments.mean(), moments.variance(), moments.meanOfSquares()]);
        moments.dispose();
        return found;
      },
      'a step along it, and its largest value': () => stepped(tf.tensor4d(rise, shape)),
      'no step along nothing': () => stepped(tf.zeros(shape)),
      'cut to its root mean square': () => cut(tf.tensor4d(rise, shape)),
      rounded: () => roundToBytes(bytesToZScore(tf.tensor4d(bytes, shape))),
    };
    for (const [name, make] of Object.entries(made)) {
      const run = async (on: string): Promise<number[]> => {
        await tf.setBackend(on);
        const tensor = tf.tidy(make);
        return [...(await tensor.data().finally(() => tensor.dispose()))];
      };
      const wanted = await run('cpu');
      const got = await run(backend);
      const off = Math.max(...wanted.map((value, at) => Math.abs(value - (got[at] ?? NaN))));
      if (!(off <= (name === 'rounded' ? 0 : within)))
        wrong.push(`${name} ${shape.join('x')} by ${dx}, ${dy}: off by ${off}`);
    }
  }
  return wrong;
}
