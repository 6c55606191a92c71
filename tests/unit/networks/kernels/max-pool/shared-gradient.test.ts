import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { generator } from '../../../../../testing/small-generator';
import type { Padding, Pair } from '../../../../../src/networks/graph/graph';
import { maxPoolGradientModule } from '../../../../../src/networks/kernels/max-pool/max-pool-gradient-wasm-code';
import { assignThreadPool } from '../../../../../src/networks/kernels/threads/thread-pool';
import { useBackend } from '../../../../../testing/backends';
import { vjp, type OpNode } from '../../ops/op-harness';
import { toyPool } from '../threads/toy-pool';

describe('the gradient of a max pool, whose rows threads share', () => {
  beforeAll(() => useBackend('wasm'));

  it.each([
    ['windows that lie side by side', [2, 2], [2, 2], [0, 0, 0, 0]],
    ['windows that overlap', [3, 3], [2, 2], [0, 1, 1, 0]],
    ['windows far larger than their stride', [7, 3], [1, 2], [3, 1, 3, 1]],
    ['windows that leave pixels out', [2, 2], [3, 3], [1, 0, 0, 1]],
  ] as const)('is that of one thread, of %s', (_, size, strides, padding) => {
    const backend = tf.backend();
    const node: OpNode = {
      ...{ id: 'n', inputs: ['x'], op: 'maxPool' },
      size: [...size] as Pair,
      strides: [...strides] as Pair,
      padding: [...padding] as unknown as Padding,
    };
    const random = generator(4);
    // Few different numbers: most windows are tied.
    const values = (shape: number[]): tf.Tensor =>
      tf.tensor(
        Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => Math.floor(random() * 3) - 1),
        shape,
      );
    tf.tidy(() => {
      const x = values([2, 37, 41, 45]);
      const [top, right, bottom, left] = padding;
      const rows = Math.floor((37 + top + bottom - size[0]) / strides[0]) + 1;
      const columns = Math.floor((41 + left + right - size[1]) / strides[1]) + 1;
      const dy = values([2, rows, columns, 45]);
      const alone = vjp(node, [x], dy)[0]!.dataSync();
      assignThreadPool(backend, toyPool(maxPoolGradientModule(backend)!.kernels, 3));
      try {
        const shared = vjp(node, [x], dy)[0]!.dataSync();
        expect(alone.some((value) => value !== 0)).toBe(true);
        expect(shared.findIndex((value, i) => value !== alone[i])).toBe(-1);
      } finally {
        assignThreadPool(backend, null);
      }
    });
  });
});
