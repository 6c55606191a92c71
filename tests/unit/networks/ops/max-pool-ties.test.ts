import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Padding, Pair } from '../../../../src/networks/graph/graph';
import { useBackend } from '../../../../testing/backends';
import { MAX_POOL_TIES } from '../../../../testing/max-pool-ties';
import { vjp } from './op-harness';

const flat = (rows: readonly (readonly number[])[]): number[] => rows.flat();

describe.each(['cpu', 'wasm'] as const)('tied maxima of a max pool on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  it.each(MAX_POOL_TIES)('$name', ({ x, size, strides, padding, dy, dx }) => {
    const got = vjp(
      { id: 'n', inputs: ['x'], op: 'maxPool', size, strides, padding },
      [tf.tensor4d(flat(x), [1, x.length, x[0]!.length, 1])],
      tf.tensor4d(flat(dy), [1, dy.length, dy[0]!.length, 1]),
    )[0]!;
    expect(got.shape).toEqual([1, x.length, x[0]!.length, 1]);
    expect([...got.dataSync()]).toEqual(flat(dx));
  });

  it('keeps batches and channels apart', () => {
    const size: Pair = [2, 2];
    const padding: Padding = [0, 0, 0, 0];
    // Two pictures of two channels, each 2x2: the maximum stands at another place in each, twice in the last.
    const planes = [
      [9, 1, 1, 1],
      [1, 9, 1, 1],
      [-3, -3, -2, -3],
      [-3, -3, -2, -2],
    ];
    const x = tf.transpose(tf.tensor4d(planes.flat(), [2, 2, 2, 2]), [0, 2, 3, 1]);
    const dy = tf.tensor4d([1, 2, 3, 4], [2, 1, 1, 2]);
    const got = vjp({ id: 'n', inputs: ['x'], op: 'maxPool', size, strides: size, padding }, [x], dy)[0]!;
    expect([...tf.transpose(got, [0, 3, 1, 2]).dataSync()]).toEqual(
      [
        [1, 0, 0, 0],
        [0, 2, 0, 0],
        [0, 0, 3, 0],
        [0, 0, 4, 0],
      ].flat(),
    );
  });
});
