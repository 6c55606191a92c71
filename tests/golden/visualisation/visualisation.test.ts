import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/random/seeded-random';
import type { Frame } from '../../../src/core/records/frame';
import { classVisualisation } from '../../../src/methods/visualisation/class-visualisation';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { Network } from '../../../src/networks/executor/network';
import { clampToPicture } from '../../../src/networks/kernels/picture/clamp';
import { toZScore } from '../../../src/networks/kernels/picture/z-score';
import { useBackend } from '../../../testing/backends';
import { tinyNetwork } from '../../../testing/tiny-network';
import { result } from '../../unit/methods/drive';

/** What `generate.py` writes; see there. */
interface Path {
  readonly title: string;
  readonly params: Readonly<Record<string, number | string>>;
  readonly size: readonly [number, number];
  readonly seed: number;
  /** Seed of the photo, where it begins with one. */
  readonly photo?: number;
  readonly answers: readonly (readonly number[])[];
  readonly views: Readonly<Record<string, string>>;
  readonly last: string;
}
interface Golden {
  readonly classes: number;
  readonly target: number;
  readonly paths: readonly Path[];
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'paths.json'), 'utf8')) as Golden;

/** In z-scores and logits: a little more than half of what a packed picture counts in. */
const TOLERANCE = 5e-4;
/** Half a grey level in z-scores, in the colour that spreads least. */
const ROUNDING = 0.5 / 255 / 0.224;

/** The z-scores of a packed picture, `height * width * 3` row-major. */
function zScoresOf(packed: string): Float32Array {
  const bytes = Buffer.from(packed, 'base64');
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i) / 4096);
}

/** Largest difference of two rows of numbers. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

interface Shown {
  /** What the network says of all views of a step. */
  readonly answers: Float32Array;
  /** The last view. */
  readonly view: Float32Array;
}

/** Noise brought into the colours that a picture can have, as `photo_of` makes it. Caller disposes. */
function photoOf(seed: number, [height, width]: Path['size']): tf.Tensor4D {
  const noise = createRandom(seed).normals(height * width * 3);
  return tf.tidy(() => clampToPicture(tf.tensor4d(noise, [1, height, width, 3])));
}

/** The last frame, and all that the network was shown to climb. */
async function walk({ params, size, seed, photo }: Path): Promise<{ shown: Shown[]; last: Frame }> {
  const { graph, weights } = tinyNetwork({ classes: golden.classes });
  const network = createNetwork({ ...graph, input: { ...graph.input, size } }, weights);
  const shown: Shown[] = [];
  const watched: Network = {
    ...network,
    forward(z, options) {
      const trace = network.forward(z, options);
      // A layer's climb stops there; what goes on from it is but a frame being looked at.
      const until = options?.until;
      if (params['layer'] === undefined || until !== undefined) {
        const answers = tf.tidy(() =>
          until === undefined ? trace.logits.dataSync<'float32'>() : meanOfChannels(trace.activation(until)),
        );
        const views = z.dataSync<'float32'>();
        shown.push({
          answers: answers.slice(),
          view: views.slice(views.length - 3 * z.shape[1] * z.shape[2]),
        });
      }
      return trace;
    },
  };
  const x = photo === undefined ? null : photoOf(photo, size);
  try {
    const last = await result(classVisualisation, watched, {
      x,
      target: golden.target,
      seed,
      params,
      wantsFrame: () => false,
    });
    return { shown, last };
  } finally {
    x?.dispose();
    network.dispose();
  }
}

const meanOfChannels = (activation: tf.Tensor): Float32Array =>
  tf.mean(activation, [1, 2]).dataSync<'float32'>();

/** A frame in z-scores. */
function pictureOf({ pixels, width, height }: Frame): Float32Array {
  const colours = Float32Array.from([...pixels!].filter((_, i) => i % 4 !== 3));
  return tf.tidy(() =>
    toZScore(tf.div(tf.tensor4d(colours, [1, height, width, 3]), 255)).dataSync<'float32'>(),
  );
}

describe.each(['cpu', 'wasm'] as const)(
  'class visualisation goes the way that PyTorch’s does, given the same random numbers (%s)',
  (backend) => {
    it.each(golden.paths.map((path) => [path.title, path] as const))('%s', async (_, path) => {
      await useBackend(backend);
      const { shown, last } = await walk(path);
      expect(shown).toHaveLength(path.answers.length);
      for (const [step, { answers, view }] of shown.entries()) {
        expect(apart(answers, path.answers[step]!), `answers of step ${step}`).toBeLessThan(TOLERANCE);
        const wanted = path.views[step];
        if (wanted) expect(apart(view, zScoresOf(wanted)), `view of step ${step}`).toBeLessThan(TOLERANCE);
      }
      expect(apart(pictureOf(last), zScoresOf(path.last))).toBeLessThan(TOLERANCE + ROUNDING);
    });
  },
);
