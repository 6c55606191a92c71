import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import type { ReluRule } from '../../src/networks/executor/network';
import { findWebgpu, startWebgpu } from '../../src/engine/worker/backends/webgpu-session';
import { MAX_POOL_TIES } from '../../testing/max-pool-ties';
import { OP_CASES, type OpCase } from '../unit/networks/ops/op-cases';
import { generator } from '../../testing/small-generator';
import {
  forward,
  type OpNode,
  randomTensor,
  spacedValues,
  vjp,
  type Weights,
} from '../unit/networks/ops/op-harness';
import { wrongPictures } from './picture-kernels';

// Runs in the browser: ops on a GPU's backend, forward and back, each against the processor.

type Backend = 'cpu' | 'webgpu' | 'webgl';
const RULES: readonly ReluRule[] = ['standard', 'guided', 'deconvnet'];

/** What a case gives: its output, then its gradients. */
async function outcome(backend: Backend, { node, inputs, weights, positive }: OpCase, rule: ReluRule) {
  await tf.setBackend(backend);
  const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
  const made = tf.tidy(() => {
    const xs = inputs.map((shape, i) => {
      const x = tf.tensor(spacedValues(size(shape), 7 + i), [...shape]);
      return positive ? tf.abs(x) : x;
    });
    const ws: Weights = Object.fromEntries(
      Object.entries(weights ?? {}).map(([name, shape], i) => {
        const tensor = randomTensor(shape, 31 + i);
        return [name, name === 'v' ? tf.abs(tensor) : tensor];
      }),
    );
    const y = forward(node, xs, ws);
    return [y, ...vjp(node, xs, randomTensor(y.shape, 99), ws, rule)];
  });
  return read(made);
}

async function read(tensors: tf.Tensor[]): Promise<number[][]> {
  const values = await Promise.all(tensors.map(async (tensor) => Array.from(await tensor.data())));
  tf.dispose(tensors);
  return values;
}

/** Which of an op's cases: all of them, or every second one, of which the first or the second begins; an op of one case has that. */
export type Share = 'all' | 'odd' | 'even';

function isOf(share: Share, opCase: OpCase): boolean {
  const same = OP_CASES.filter(({ node }) => node.op === opCase.node.op);
  return share === 'all' || same.length === 1 || same.indexOf(opCase) % 2 === (share === 'odd' ? 0 : 1);
}

/** The cases that throw, or whose values are more than a thousandth off; of some ops alone, where they are named. */
export async function wrongOps(
  backend: Exclude<Backend, 'cpu'>,
  share: Share,
  ops?: readonly string[],
): Promise<{ readonly tried: number; readonly wrong: string[] }> {
  const wrong: string[] = [];
  const named = OP_CASES.filter(({ node, name }) => ops?.some((op) => op === node.op || op === name) ?? true);
  const cases = named.filter((opCase) => isOf(share, opCase));
  for (const opCase of cases) {
    // What has no rectifier to go back through takes one rule for another.
    for (const rule of /^relu/.test(opCase.node.op) ? RULES : (['standard'] as const)) {
      const wanted = await outcome('cpu', opCase, rule);
      try {
        const got = await outcome(backend, opCase, rule);
        wanted.forEach((values, i) => {
          const error = Math.max(...values.map((value, at) => Math.abs(value - (got[i]?.[at] ?? NaN))));
          const largest = Math.max(...values.map(Math.abs));
          if (!(error <= 1e-3 * largest)) wrong.push(`${opCase.name}, ${rule}, value ${i}: off by ${error}`);
        });
      } catch (thrown) {
        wrong.push(`${opCase.name}, ${rule}: ${String(thrown)}`);
      }
    }
  }
  return { tried: cases.length, wrong };
}

/** Max pools with ties whose gradient is not the one worked out by hand, or not the processor's. */
export async function wrongTies(count: number): Promise<string[]> {
  const wrong: string[] = [];
  const gradient = async (
    backend: Backend,
    node: OpNode,
    x: number[],
    shape: number[],
    dy: number[],
    out: number[],
  ) => {
    await tf.setBackend(backend);
    return String((await read(tf.tidy(() => vjp(node, [tf.tensor(x, shape)], tf.tensor(dy, out)))))[0]);
  };
  for (const { name, x, size, strides, padding, dy, dx } of MAX_POOL_TIES) {
    const node: OpNode = { id: 'n', inputs: ['x'], op: 'maxPool', size, strides, padding };
    const [shape, out] = [
      [1, x.length, x[0]!.length, 1],
      [1, dy.length, dy[0]!.length, 1],
    ];
    const got = await gradient('webgpu', node, x.flat(), shape, dy.flat(), out);
    if (got !== String(dx.flat())) wrong.push(`${name}: ${got}`);
  }
  const random = generator(1);
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  for (let i = 0; i < count; i++) {
    const size = [integer(1, 4), integer(1, 4)] as const;
    const strides = [integer(1, 3), integer(1, 3)] as const;
    const edge = (side: 0 | 1): number => integer(0, size[side] - 1);
    const padding = [edge(0), edge(1), edge(0), edge(1)] as const;
    const shape = [integer(1, 2), integer(4, 9), integer(4, 9), integer(1, 5)];
    const out = [
      shape[0]!,
      Math.floor((shape[1]! + padding[0] + padding[2] - size[0]) / strides[0]) + 1,
      Math.floor((shape[2]! + padding[1] + padding[3] - size[1]) / strides[1]) + 1,
      shape[3]!,
    ];
    const values = (dimensions: number[]): number[] =>
      Array.from({ length: dimensions.reduce((a, b) => a * b) }, () => integer(-3, 1));
    const node: OpNode = { id: 'n', inputs: ['x'], op: 'maxPool', size, strides, padding };
    const [x, dy] = [values(shape), values(out)];
    const wanted = await gradient('cpu', node, x, shape, dy, out);
    if ((await gradient('webgpu', node, x, shape, dy, out)) !== wanted)
      wrong.push(JSON.stringify({ node, shape }));
  }
  return wrong;
}

/** Everything; null where this browser has no WebGPU. */
export async function check(count: number, share: Share) {
  const offer = await findWebgpu();
  if (!offer) return null;
  const session = await startWebgpu(offer);
  const checks = {
    ops: (await wrongOps('webgpu', share)).wrong,
    ties: await wrongTies(count),
    pictures: await wrongPictures('webgpu', count, 1e-5),
  };
  await tf.setBackend('webgpu');
  const floatBits = tf.backend().floatPrecision();
  const heard = session.lost.then(
    () => 'nothing',
    (error: unknown) => (error as { code: string }).code,
  );
  (tf.backend() as unknown as { device: GPUDevice }).device.destroy();
  return {
    ...checks,
    software: offer.software,
    renderer: offer.renderer,
    floatBits,
    loss: await heard,
  };
}
