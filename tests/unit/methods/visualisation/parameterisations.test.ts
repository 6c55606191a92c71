import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import type { Parameterisation } from '../../../../src/methods/ascent/ascent';
import { fourierPicture } from '../../../../src/methods/visualisation/parameterisations/fourier-picture';
import { ownMagnitudes } from '../../../../src/methods/visualisation/parameterisations/own-magnitudes';
import { phasePicture } from '../../../../src/methods/visualisation/parameterisations/phase-picture';
import {
  pictureOfPlanes,
  planesOfPicture,
} from '../../../../src/methods/visualisation/parameterisations/decorrelated-colours';
import { fromZScore } from '../../../../src/networks/kernels/picture/z-score';
import { frequencies, halfWidth, multiplicity, planeTransform } from '../../../../src/tensors/half-spectrum';
import { fadedPicture } from '../../../../src/features/visualisation/faded-picture';
import { classVisualisation } from '../../../../src/methods/visualisation/class-visualisation';
import { createNetwork } from '../../../../src/networks/executor/executor';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { frames } from '../drive';

/** Both parities of both sides. */
const SIZES = [
  [6, 8],
  [7, 5],
  [5, 6],
] as const;
const SIZE = { height: 7, width: 6 };
const normals = (seed: number, shape: number[]): tf.Tensor =>
  tf.tensor(createRandom(seed).normals(shape.reduce((a, b) => a * b, 1)), shape);
const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.sum(tf.mul(a, b)).dataSync()[0]!;

const magnitudes = (): Float32Array => {
  const sizes = frequencies(SIZE.height, SIZE.width).map((f) => 1 / Math.max(f, 1 / 7));
  return Float32Array.from([...sizes, ...sizes, ...sizes]);
};
const PARAMETERISATIONS: Readonly<Record<string, () => Parameterisation>> = {
  'Fourier, from noise': () => fourierPicture(SIZE, { random: createRandom(5) }),
  'phases alone': () => phasePicture(SIZE, magnitudes(), createRandom(5)),
};

beforeAll(() => useBackend('cpu'));
let before = 0;
afterEach(() => {
  expect(tf.memory().numTensors).toBe(before);
});

describe.each(SIZES)('half of a spectrum of %i by %i', (height, width) => {
  const columns = halfWidth(width);

  it('gives the sum of its waves', () => {
    before = tf.memory().numTensors;
    const transform = planeTransform(height, width);
    tf.tidy(() => {
      const real = normals(1, [2, height, columns]) as tf.Tensor3D;
      const imaginary = normals(2, [2, height, columns]) as tf.Tensor3D;
      const planes = transform.planes({ real, imaginary }).arraySync();
      const [re, im] = [real.arraySync(), imaginary.arraySync()];
      for (const plane of [0, 1])
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) {
            let sum = 0;
            for (let v = 0; v < height; v++)
              for (let u = 0; u < columns; u++) {
                const angle = 2 * Math.PI * ((v * y) / height + (u * x) / width);
                const wave = re[plane]![v]![u]! * Math.cos(angle) - im[plane]![v]![u]! * Math.sin(angle);
                // A column that is its own mirror image counts once, by what of it is real once its rows are added up.
                sum += multiplicity(u, width) * wave;
              }
            expect(planes[plane]![y]![x]).toBeCloseTo(sum / Math.sqrt(height * width), 4);
          }
    });
    transform.dispose();
  });

  it('going back is the adjoint, and undoes it once the doubled columns are halved', () => {
    before = tf.memory().numTensors;
    const transform = planeTransform(height, width);
    tf.tidy(() => {
      const real = normals(1, [2, height, columns]) as tf.Tensor3D;
      const imaginary = normals(2, [2, height, columns]) as tf.Tensor3D;
      const planes = normals(3, [2, height, width]) as tf.Tensor3D;
      const back = transform.adjoint(planes);
      expect(dot(transform.planes({ real, imaginary }), planes)).toBeCloseTo(
        dot(real, back.real) + dot(imaginary, back.imaginary),
        4,
      );
      const shares = tf.tensor1d(Array.from({ length: columns }, (_, u) => multiplicity(u, width)));
      const again = transform.planes({
        real: tf.div(back.real, shares),
        imaginary: tf.div(back.imaginary, shares),
      });
      expect(tf.max(tf.abs(tf.sub(again, planes))).dataSync()[0]).toBeLessThan(1e-5);
    });
    transform.dispose();
  });
});

it('a constant spectrum keeps its energy: the transform is orthonormal', () => {
  before = tf.memory().numTensors;
  const transform = planeTransform(6, 8);
  tf.tidy(() => {
    const real = tf.ones<tf.Rank.R3>([1, 6, 5]);
    const planes = transform.planes({ real, imaginary: tf.zerosLike(real) });
    // Every entry 1: one pixel of size √N in the corner, nothing else.
    expect(planes.arraySync()[0]![0]![0]).toBeCloseTo(Math.sqrt(48), 4);
    expect(dot(planes, planes)).toBeCloseTo(48, 3);
  });
  transform.dispose();
});

describe.each(Object.entries(PARAMETERISATIONS))('%s', (_, make) => {
  it('the gradient is that of the picture: finite differences along any direction', () => {
    before = tf.memory().numTensors;
    const parameterisation = make();
    const { moved, pullBack } = parameterisation;
    if (!pullBack) throw new Error('no pullBack');
    const at = parameterisation.start();
    tf.tidy(() => {
      const weights = normals(8, [1, SIZE.height, SIZE.width, 3]) as tf.Tensor4D;
      const direction = normals(9, at.variable.shape) as tf.Tensor4D;
      const along = 1e-2;
      const valueAt = (step: number): number => dot(moved(at, tf.mul(direction, step), []).x, weights);
      const slope = dot(pullBack(weights, at), direction);
      expect(Math.abs(slope)).toBeGreaterThan(0.1);
      const measured = (valueAt(along) - valueAt(-along)) / (2 * along);
      expect(Math.abs(measured - slope)).toBeLessThan(5e-3 * Math.max(1, Math.abs(slope)));
    });
    tf.dispose(at);
    parameterisation.dispose?.();
  });

  it('is a picture wherever it goes', () => {
    before = tf.memory().numTensors;
    const parameterisation = make();
    const at = parameterisation.start();
    tf.tidy(() => {
      const far = parameterisation.moved(at, tf.mul(normals(4, at.variable.shape), 50), []);
      const pixels = fromZScore(far.x).dataSync();
      expect(Math.min(...pixels)).toBeGreaterThanOrEqual(-1e-6);
      expect(Math.max(...pixels)).toBeLessThanOrEqual(1 + 1e-6);
    });
    tf.dispose(at);
    parameterisation.dispose?.();
  });
});

it('a picture comes back from its planes, and from its spectrum', () => {
  before = tf.memory().numTensors;
  const picture = tf.tidy(() => pictureOfPlanes(normals(6, [3, SIZE.height, SIZE.width]) as tf.Tensor3D));
  const parameterisation = fourierPicture(SIZE, { picture: () => tf.clone(picture) });
  const at = parameterisation.start();
  tf.tidy(() => {
    for (const again of [pictureOfPlanes(planesOfPicture(picture)), at.x])
      expect(tf.max(tf.abs(tf.sub(again, picture))).dataSync()[0]).toBeLessThan(1e-4);
  });
  tf.dispose([picture, at]);
  parameterisation.dispose?.();
});

it('waves are as large as in one’s own photos, in their mean: the energy of planes, however bright', async () => {
  before = tf.memory().numTensors;
  const { height, width } = SIZE;
  const columns = halfWidth(width);
  const photo = (seed: number) =>
    tf.tidy(() => tf.mul<tf.Tensor4D>(normals(seed, [1, height, width, 3]), 0.3));
  const [one, other] = [photo(1), photo(2)];
  const [first, second, both] = [
    await ownMagnitudes([one]),
    await ownMagnitudes([other]),
    await ownMagnitudes([one, other]),
  ];
  both.forEach((size, i) => expect(size).toBeCloseTo((first[i]! + second[i]!) / 2, 5));
  // Parseval: an orthonormal transform keeps what a plane has around its mean.
  const planes = planesOfPicture(one);
  const energy = tf.tidy(() =>
    tf.sum(tf.square(tf.sub(planes, tf.mean(planes, [1, 2], true))), [1, 2]).dataSync(),
  );
  for (let plane = 0; plane < 3; plane++) {
    let sum = 0;
    for (let i = 1; i < height * columns; i++)
      sum += multiplicity(i % columns, width) * first[plane * height * columns + i]! ** 2;
    expect(sum).toBeCloseTo(energy[plane]!, 3);
  }
  tf.dispose([one, other, planes]);
});

it('a phase picture tells where the network has cared: sums of the sizes of the slope, none where there was none', async () => {
  const { graph, weights } = tinyNetwork({ size: 24 });
  const network = createNetwork(graph, weights);
  const params = { preset: 'maco', iterations: 3, crops: 0, viewNoise: 0 };
  const all = await frames(classVisualisation, network, { params });
  // Nothing has been cared for yet: all is shown.
  expect(new Set(all[0]!.opacity)).toEqual(new Set([255]));
  const last = all.at(-1)!.opacity!;
  expect(last).toHaveLength(24 * 24);
  // The 80th percentile and what lies above it is opaque; of the rest some fades.
  const full = last.filter((value) => value === 255).length / last.length;
  expect(full).toBeGreaterThan(0.19);
  expect(full).toBeLessThan(0.3);
  expect(fadedPicture(all.at(-1)!)!.data.filter((_, i) => i % 4 === 3)).toEqual(last);
  network.dispose();
  before = tf.memory().numTensors;
});
