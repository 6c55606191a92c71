import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sliceInPlace } from '../../../../../src/engine/worker/backends/wasm-slice';
import { useBackend } from '../../../../../testing/backends';

/** A shape of one to five axes, and of each where the slice begins and ends. */
const CUTS = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(19), fc.nat(19)).map(([side, from, length]) => ({
    side,
    from: from % side,
    size: 1 + (length % (side - (from % side))),
  })),
  { minLength: 1, maxLength: 5 },
);

/** Numbers from 0 on, as a tensor of some type. */
function counted(shape: readonly number[], dtype: 'float32' | 'int32' | 'bool'): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const of = (i: number): number => (dtype === 'bool' ? ((i * 7) % 3) % 2 : i);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => of(i)),
    [...shape],
    dtype,
  );
}

describe('slices on the heap of the WASM backend', () => {
  beforeAll(async () => {
    await useBackend('wasm');
    sliceInPlace();
  });

  it('are those values, in any shape and type', () => {
    fc.assert(
      fc.property(
        CUTS,
        fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const),
        (axes, dtype) => {
          const shape = axes.map(({ side }) => side);
          fc.pre(shape.reduce((product, side) => product * side, 1) < 20_000);
          tf.tidy(() => {
            const x = counted(shape, dtype);
            const made = tf.slice(
              x,
              axes.map(({ from }) => from),
              axes.map(({ size }) => size),
            );
            const values = x.dataSync();
            const strides = tf.util.computeStrides([...shape, 1]);
            const sides = axes.map(({ size }) => size);
            const expected = Array.from({ length: made.size }, (_, i) => {
              let rest = i;
              let place = 0;
              for (let axis = sides.length - 1; axis >= 0; axis--) {
                place += ((axes[axis]?.from ?? 0) + (rest % (sides[axis] ?? 1))) * (strides[axis] ?? 1);
                rest = Math.floor(rest / (sides[axis] ?? 1));
              }
              return values[place];
            });
            expect([...made.dataSync()]).toEqual(expected);
            expect(made.dtype).toBe(dtype);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are taken, and parts split off, without reading the value into JavaScript', () => {
    tf.tidy(() => {
      const x = counted([2, 6, 5, 4], 'float32');
      const read = vi.spyOn(tf.backend() as unknown as { readSync: () => unknown }, 'readSync');
      const middle = tf.slice(x, [0, 1, 0, 0], [-1, 2, 3, -1]);
      const [first, rest] = tf.split(x, [2, 4], 1) as [tf.Tensor, tf.Tensor];
      const none = tf.slice(x, [0, 6, 0, 0], [-1, 0, -1, -1]);
      expect(read).not.toHaveBeenCalled();
      read.mockRestore();
      expect(none.shape).toEqual([2, 0, 5, 4]);
      expect([...tf.concat([first, rest], 1).dataSync()]).toEqual([...x.dataSync()]);
      expect([...middle.dataSync().slice(0, 12)]).toEqual(Array.from({ length: 12 }, (_, i) => 20 + i));
    });
  });
});
