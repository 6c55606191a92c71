import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import { addressOf, dropFromHeap, outputOnHeap, withScratch } from '../wasm-heap';
import { BYTES, PANEL, productModule, ROWS } from './product-wasm-code';

/** Which of the two factors lie with their axes exchanged. */
export interface Product {
  readonly turned: readonly [boolean, boolean];
}

/** `[many, m, k]` by `[many, k, p]` on the heap of the WASM backend, see product.as.ts. */
export const productWasm: BackendKernel<Product> = {
  runsOn: (backend) => productModule(backend) !== null,
  run({ a, b }, { turned }, backend) {
    const kernels = productModule(backend)?.kernels;
    if (!a || !b || !kernels) throw new Error('a product takes a and b');
    const { many, m, k, p } = sidesOf(a, b, turned);
    const { out, address } = outputOnHeap(backend, [many, m, p]);
    if (out.shape.includes(0)) return out;
    const panels = Math.ceil(p / PANEL);
    const pool = poolFor(backend, (many * m * k * p) / PRODUCTS);
    try {
      withScratch(backend, many * panels * k * PANEL, (packed) => {
        share(kernels, pool, many * panels, {
          kernel: 'packPanels',
          values: [packed, addressOf(backend, b), k, p, Number(turned[1])],
        });
        const steps = turned[0] ? [BYTES, m * BYTES] : [k * BYTES, BYTES];
        const [rowStep = 0, step = 0] = steps;
        share(kernels, pool, many * Math.ceil(m / ROWS), {
          kernel: 'multiplyPanels',
          values: [address, addressOf(backend, a), packed, m, k, p, rowStep, step],
        });
      });
    } catch (thrown) {
      dropFromHeap(backend, out);
      throw thrown;
    }
    return out;
  },
};

/** So many products cost about as much as going through one value. */
const PRODUCTS = 8;

function sidesOf(a: TensorInfo, b: TensorInfo, [ta, tb]: Product['turned']) {
  const [many = 1, first = 0, second = 0] = a.shape;
  const [, third = 0, fourth = 0] = b.shape;
  return { many, m: ta ? second : first, k: ta ? first : second, p: tb ? third : fourth };
}
