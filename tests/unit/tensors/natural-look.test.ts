import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { lookStatistics, shareOfPhotographs, unlikeness } from '../../../src/core/pictures/natural-look';
import type { PixelImage } from '../../../src/core/pictures/pixel-image';
import { createRandom } from '../../../src/core/random/seeded-random';
import { naturalMagnitudes } from '../../../src/methods/visualisation/parameterisations/natural-magnitudes';
import { phasePicture } from '../../../src/methods/visualisation/parameterisations/phase-picture';
import { rgbaToZScore, roundToBytes } from '../../../src/networks/kernels/picture/round-to-bytes';
import { unlikenessGradient, unlikenessOf } from '../../../src/tensors/natural-look';
import { useBackend } from '../../../testing/backends';
import { makeTestPhoto } from '../../../testing/test-photo';

const scalar = (value: tf.Scalar): number => value.dataSync()[0]!;

/** Grey noise about the middle, its standard deviation in grey levels; the same in all colours where it is to have none. */
function noise(side: number, deviation: number, coloured: boolean): PixelImage {
  const random = createRandom(4);
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let i = 0; i < side * side; i++) {
    const grey = 128 + deviation * random.normal();
    for (let c = 0; c < 3; c++) data[4 * i + c] = coloured ? 128 + deviation * random.normal() : grey;
  }
  return { width: side, height: side, data };
}

describe('the look of a photograph', () => {
  beforeAll(() => useBackend('cpu'));

  it('white noise loses three quarters of its contrast at each octave, has colours, and is no photograph', () => {
    const { slope, colour } = lookStatistics(noise(128, 20, true));
    expect(slope).toBeCloseTo(-Math.log(4), 1);
    // Two opponent colours vary as much as brightness each.
    expect(colour).toBeCloseTo(Math.log(2), 1);
    expect(shareOfPhotographs(unlikeness(lookStatistics(noise(128, 60, true))))).toBe(0);
  });

  it('contrast counts by its logarithm: half the noise has log 2 less variation, and the same slope', () => {
    const [loud, quiet] = [noise(128, 40, true), noise(128, 20, true)].map(lookStatistics);
    expect(loud!.variation - quiet!.variation).toBeCloseTo(Math.log(2), 1);
    expect(loud!.slope).toBeCloseTo(quiet!.slope, 1);
    expect(lookStatistics(noise(64, 20, false)).colour).toBeLessThan(-4);
  });

  it('cannot tell noise whose waves are kept as large as photographs’ from a photograph', () => {
    const size = { width: 64, height: 64 };
    for (const seed of [1, 2, 3]) {
      const picture = phasePicture(size, naturalMagnitudes(size), createRandom(seed));
      const { x, variable, felt } = picture.start();
      const bytes = tf.tidy(() => roundToBytes(x).dataSync());
      const data = new Uint8ClampedArray(4 * 64 * 64).fill(255);
      for (let i = 0; i < bytes.length; i++) data[4 * Math.floor(i / 3) + (i % 3)] = bytes[i]!;
      expect(shareOfPhotographs(unlikeness(lookStatistics({ ...size, data })))).toBeGreaterThan(0.5);
      tf.dispose([x, variable, felt!]);
      picture.dispose!();
    }
  });

  it('is the same in a run as on the page', () => {
    for (const photo of [makeTestPhoto(3, 45, 38), noise(40, 30, true)]) {
      const x = rgbaToZScore(photo.data, photo.width, photo.height);
      const unlike = unlikenessOf(x);
      const expected = unlikeness(lookStatistics(photo));
      expect(Math.abs(scalar(unlike) - expected) / expected).toBeLessThan(1e-3);
      tf.dispose([x, unlike]);
    }
  });

  it('has the slope of its value: finite differences along three directions, and frees what it makes', () => {
    const photo = makeTestPhoto(5, 21, 18);
    const x = rgbaToZScore(photo.data, photo.width, photo.height);
    const before = tf.memory().numTensors;
    for (const seed of [1, 2, 3]) {
      tf.tidy(() => {
        const way = tf.tensor4d(createRandom(seed).normals(x.size), x.shape);
        const along = 1e-3;
        const ahead = scalar(unlikenessOf(tf.add(x, tf.mul(way, along))));
        const behind = scalar(unlikenessOf(tf.sub(x, tf.mul(way, along))));
        const slope = scalar(tf.sum(tf.mul(unlikenessGradient(x), way)));
        expect(Math.abs((ahead - behind) / (2 * along) - slope)).toBeLessThan(0.02 * Math.abs(slope) + 0.02);
      });
    }
    expect(tf.memory().numTensors).toBe(before);
    x.dispose();
  });

  it('the share of photographs that are further off falls from all to none', () => {
    expect(shareOfPhotographs(0)).toBe(1);
    expect(shareOfPhotographs(1e9)).toBe(0);
    const shares = Array.from({ length: 200 }, (_, i) => shareOfPhotographs(i / 20));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });
});
