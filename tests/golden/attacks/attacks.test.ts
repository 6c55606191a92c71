import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/core/records/frame';
import { methodById } from '../../../src/methods/registry';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { Network } from '../../../src/networks/executor/network';
import { fromZScore, toZScore } from '../../../src/networks/kernels/picture/z-score';
import { useBackend } from '../../../testing/backends';
import { tinyNetwork } from '../../../testing/tiny-network';
import { result } from '../../unit/methods/drive';

/** What `generate.py` writes; see there. */
interface Golden {
  readonly size: number;
  readonly classes: number;
  readonly photo: string;
  readonly paths: readonly {
    readonly method: string;
    readonly params: Readonly<Record<string, number | string>>;
    readonly target: number;
    readonly seed: number;
    readonly logits: readonly (readonly number[])[];
    readonly pictures: Readonly<Record<string, string>>;
  }[];
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'paths.json'), 'utf8')) as Golden;

/** Colours in grey levels, `height * width * 3` row-major, of a packed picture. */
function coloursOf(packed: string): Float32Array {
  const bytes = Buffer.from(packed, 'base64');
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(2 * i) / 256);
}

/** Largest difference of two rows of numbers. */
const apart = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

interface Asked {
  readonly logits: Float32Array;
  readonly colours: Float32Array;
}

describe('attacks go the way that PyTorch’s do, given the same random numbers', () => {
  let network: Network;
  let x: tf.Tensor4D;
  const { size, classes } = golden;

  beforeAll(async () => {
    await useBackend('wasm');
    const { graph, weights } = tinyNetwork({ size, classes });
    network = createNetwork(graph, weights);
    x = tf.tidy(() => toZScore(tf.div(tf.tensor4d(coloursOf(golden.photo), [1, size, size, 3]), 255)));
  });
  afterAll(() => {
    network.dispose();
    x.dispose();
  });

  /** The last frame, and all that the network was asked about: with a gradient, or without. */
  async function walk({ method, params, target, seed }: Golden['paths'][number]) {
    const asked: Asked[] = [];
    const note = (z: tf.Tensor4D, logits: tf.Tensor2D): void => {
      const colours = tf.tidy(() => tf.mul(fromZScore(z), 255).dataSync<'float32'>());
      asked.push({ logits: logits.dataSync<'float32'>().slice(), colours: colours.slice() });
    };
    const hasGradient = !method.startsWith('square');
    const watched: Network = {
      ...network,
      forward(z, options) {
        const trace = network.forward(z, options);
        if (hasGradient) note(z, trace.logits);
        return trace;
      },
      logits(z) {
        const logits = network.logits(z);
        if (!hasGradient) note(z, logits);
        return logits;
      },
    };
    const wantsFrame = () => false;
    const last: Frame = await result(methodById(method), watched, { x, target, seed, params, wantsFrame });
    return { asked, last };
  }

  it.each(golden.paths.map((path) => [path.method, path] as const))('%s', async (method, path) => {
    const { asked, last } = await walk(path);
    // The best picture at the end was asked about before.
    const isSearch = method.startsWith('square');
    expect(asked).toHaveLength(path.logits.length - Number(isSearch));
    for (const [step, { logits }] of asked.entries())
      expect(apart(logits, path.logits[step]!), `logits of step ${step}`).toBeLessThan(2e-4);
    expect(apart(last.logits!, path.logits.at(-1)!)).toBeLessThan(isSearch ? 2e-4 : 2e-2);
    for (const [step, packed] of Object.entries(path.pictures)) {
      const wanted = coloursOf(packed);
      const found = asked[Number(step)]?.colours;
      if (found) expect(apart(found, wanted), `picture of step ${step}`).toBeLessThan(0.02);
      else expect([...last.pixels!].filter((_, i) => i % 4 !== 3)).toEqual([...wanted]);
    }
  });
});
