import '@tensorflow/tfjs-backend-cpu';
import { webgl } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import type { Padding, Pair } from '../../src/networks/graph/graph';
import { opOf } from '../../src/networks/ops/index';
import { fallbacksOf } from '../../src/networks/kernels/kernel-fallbacks';
import { gatherTaps } from '../../src/networks/kernels/convolution/gather-taps';
import { climbPicture } from '../../src/networks/kernels/picture/climb-picture';
import { roll } from '../../src/networks/kernels/picture/roll';
import { rectifierGradient } from '../../src/networks/kernels/rectifier/rectifier-gradient';
import { MAX_POOL_TIES } from '../../testing/max-pool-ties';
import { generator } from '../../testing/small-generator';
import { contextOf, type OpNode, randomTensor, vjp } from '../unit/networks/ops/op-harness';
import { wrongPictures } from './picture-kernels';

// Runs in the browser: this lab's own kernels on WebGL, each against what it must be.

/** The numbers of the shapes to try: a kernel has kinds of them, which come in turn. */
export interface Shapes {
  readonly from: number;
  readonly to: number;
}

type Pool = OpNode & { op: 'maxPool' };

const pool = (size: Pair, strides: Pair, padding: Padding): Pool => ({
  id: 'n',
  inputs: ['x'],
  op: 'maxPool',
  size,
  strides,
  padding,
});

async function gradient(
  backend: 'cpu' | 'webgl',
  node: Pool,
  x: tf.TensorLike,
  shape: number[],
  dy: tf.TensorLike,
  outShape: number[],
): Promise<number[]> {
  await tf.setBackend(backend);
  return tf.tidy(() => Array.from(vjp(node, [tf.tensor(x, shape)], tf.tensor(dy, outShape))[0]!.dataSync()));
}

/** The cases whose gradient differs from the one worked out by hand. */
async function wrongByHand(): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, x, size, strides, padding, dy, dx } of MAX_POOL_TIES) {
    const shape = [1, x.length, x[0]!.length, 1];
    const outShape = [1, dy.length, dy[0]!.length, 1];
    const got = await gradient('webgl', pool(size, strides, padding), x.flat(), shape, dy.flat(), outShape);
    if (String(got) !== String(dx.flat())) wrong.push(`${name}: ${String(got)}`);
  }
  return wrong;
}

/** Pools of any shape over few different integers, exact in half floats too: those whose gradient differs from the CPU's. */
async function wrongAtRandom({ from, to }: Shapes, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const random = generator(seed);
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  for (let i = from; i < to; i++) {
    const size: Pair = [integer(1, 4), integer(1, 4)];
    const strides: Pair = [integer(1, 3), integer(1, 3)];
    const edge = (side: 0 | 1): number => integer(0, size[side] - 1);
    const padding: Padding = [edge(0), edge(1), edge(0), edge(1)];
    const shape = [integer(1, 2), integer(4, 9), integer(4, 9), integer(1, 5)];
    const node = pool(size, strides, padding);
    const [height, width] = [shape[1]! + padding[0] + padding[2], shape[2]! + padding[1] + padding[3]];
    const outShape = [
      shape[0]!,
      Math.floor((height - size[0]) / strides[0]) + 1,
      Math.floor((width - size[1]) / strides[1]) + 1,
      shape[3]!,
    ];
    const values = (dimensions: number[]): number[] =>
      Array.from({ length: dimensions.reduce((a, b) => a * b) }, () => integer(-3, 1));
    const [x, dy] = [values(shape), values(outShape)];
    const wanted = await gradient('cpu', node, x, shape, dy, outShape);
    const got = await gradient('webgl', node, x, shape, dy, outShape);
    if (got.some((value, at) => value !== wanted[at])) wrong.push(JSON.stringify({ node, shape }));
  }
  return wrong;
}

/** Rectifiers within concatenations of any shape: those whose gradient differs from the CPU's. */
async function wrongRectifiers({ from, to }: Shapes, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const random = generator(seed);
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  for (let i = from; i < to; i++) {
    const place = i % 4 === 0 ? [integer(1, 3)] : [integer(1, 2), integer(1, 5), integer(1, 5)];
    const width = integer(1, 6);
    const offset = integer(0, 6);
    const stride = offset + width + integer(0, 3);
    const rule = (['standard', 'guided', 'deconvnet'] as const)[integer(0, 2)] ?? 'standard';
    const ceiling = integer(0, 1) === 0 ? 6 : Infinity;
    const values = (shape: number[], low: number, high: number): tf.Tensor =>
      tf.tensor(
        Array.from({ length: shape.reduce((a, b) => a * b) }, () => integer(low, high)),
        shape,
      );
    const [dy, y] = [values([...place, stride], -3, 3), values([...place, width], 0, 6)];
    const run = async (backend: 'cpu' | 'webgl') => {
      await tf.setBackend(backend);
      return String(
        Array.from(tf.tidy(() => rectifierGradient(dy, y, { rule, ceiling, offset }).dataSync())),
      );
    };
    const wanted = await run('cpu');
    if ((await run('webgl')) !== wanted) wrong.push(JSON.stringify({ place, width, offset, stride, rule }));
    tf.dispose([dy, y]);
  }
  return wrong;
}

/** Convolutions of any shape over small integers, exact in half floats too: those whose gradient differs from the CPU's. */
async function wrongConvolutions({ from, to }: Shapes, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const random = generator(seed);
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const values = (shape: number[]): tf.Tensor =>
    tf.tensor(
      Array.from({ length: shape.reduce((a, b) => a * b) }, () => integer(-2, 2)),
      shape,
    );
  for (let i = from; i < to; i++) {
    const taps: Pair = [integer(1, 4), integer(1, 4)];
    const strides: Pair = i % 2 === 0 ? [1, 1] : [integer(1, 3), integer(1, 3)];
    const dilations: Pair = i % 4 === 0 ? [integer(1, 2), integer(1, 2)] : [1, 1];
    const padding: Padding = [integer(0, 2), integer(0, 2), integer(0, 2), integer(0, 2)];
    const shape = [integer(1, 2), integer(8, 12), integer(8, 12), integer(1, 4)];
    const out = (side: 0 | 1): number => {
      const room = shape[side + 1]! + (side === 0 ? padding[0] + padding[2] : padding[1] + padding[3]);
      return Math.floor((room - (taps[side] - 1) * dilations[side] - 1) / strides[side]) + 1;
    };
    const outputs = integer(1, 6);
    const node: OpNode = {
      id: 'n',
      inputs: ['x'],
      op: 'conv2d',
      kernel: 'k',
      strides,
      dilations,
      padding,
      groups: 1,
    };
    const kernel = values([...taps, shape[3]!, outputs]);
    const [x, dy] = [values(shape), values([shape[0]!, out(0), out(1), outputs])];
    const run = async (backend: 'cpu' | 'webgl') => {
      await tf.setBackend(backend);
      return String(
        Array.from(
          tf.tidy(() => vjp(node, [x], dy, { k: kernel })[0]!.dataSync()),
          (v) => v + 0,
        ),
      );
    };
    const wanted = await run('cpu');
    if ((await run('webgl')) !== wanted) wrong.push(JSON.stringify({ node, shape, outputs }));
    tf.dispose([kernel, x, dy]);
  }
  return wrong;
}

/** Convolutions in groups of any shape over small integers: those whose value or gradient differs from the CPU's. */
async function wrongGroups({ from, to }: Shapes, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const random = generator(seed);
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const values = (shape: number[]): tf.Tensor =>
    tf.tensor(
      Array.from({ length: shape.reduce((a, b) => a * b) }, () => integer(-2, 2)),
      shape,
    );
  for (let i = from; i < to; i++) {
    const groups = integer(2, 4);
    const taps: Pair = [integer(1, 3), integer(1, 3)];
    const strides: Pair = [integer(1, 2), integer(1, 2)];
    const dilations: Pair = i % 4 === 0 && Math.max(...strides) === 1 ? [2, 1] : [1, 1];
    const padding: Padding = [integer(0, 2), integer(0, 2), integer(0, 2), integer(0, 2)];
    // Half of them in pairs of channels.
    const width = (): number => (i % 2 === 0 ? 2 * integer(1, 3) : integer(1, 5));
    const [inputs, outputs] = [width(), width()];
    const shape = [integer(1, 2), integer(7, 9), integer(7, 9), groups * inputs];
    const node: OpNode = {
      ...{ id: 'n', inputs: ['x'], op: 'conv2d', kernel: 'k', bias: 'b' },
      ...{ strides, dilations, padding, groups },
    };
    const weights = { k: values([...taps, inputs, groups * outputs]), b: values([groups * outputs]) };
    const x = values(shape);
    const activation = (['linear', 'relu', 'relu6'] as const)[i % 3];
    const run = async (backend: 'cpu' | 'webgl') => {
      await tf.setBackend(backend);
      return tf.tidy(() => {
        const y = opOf('conv2d').forward(node, [x], contextOf(weights), activation);
        const dx = vjp(node, [x], tf.clipByValue(y, -2, 2), weights)[0]!;
        return [...y.dataSync(), ...dx.dataSync()].map((value) => value + 0).join();
      });
    };
    const wanted = await run('cpu');
    if ((await run('webgl')) !== wanted) wrong.push(JSON.stringify({ node, shape, inputs, outputs }));
    tf.dispose([weights.k, weights.b, x]);
  }
  return wrong;
}

/** Depthwise convolutions with a stride: those whose gradient differs from the CPU's. */
async function wrongDepthwise({ from, to }: Shapes, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const random = generator(seed);
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const values = (shape: number[]): tf.Tensor =>
    tf.tensor(
      Array.from({ length: shape.reduce((a, b) => a * b) }, () => integer(-2, 2)),
      shape,
    );
  for (let i = from; i < to; i++) {
    const stride = integer(2, 3);
    const side = integer(1, 4);
    const channels = integer(1, 7);
    const kernel = [side, side, channels, i % 3 === 0 ? 2 : 1];
    const node: OpNode = {
      ...{ id: 'n', inputs: ['x'], op: 'depthwiseConv2d', kernel: 'k' },
      ...{ strides: [stride, stride], dilations: [1, 1] },
      padding: [integer(0, 2), integer(0, 2), integer(0, 2), integer(0, 2)],
    };
    const [x, k] = [values([integer(1, 2), integer(7, 9), integer(7, 9), channels]), values(kernel)];
    await tf.setBackend('cpu');
    const dy = values(tf.tidy(() => opOf('depthwiseConv2d').forward(node, [x], contextOf({ k })).shape));
    const run = async (backend: 'cpu' | 'webgl') => {
      await tf.setBackend(backend);
      return tf.tidy(() => Array.from(vjp(node, [x], dy, { k })[0]!.dataSync(), (value) => value + 0).join());
    };
    const wanted = await run('cpu');
    if ((await run('webgl')) !== wanted) wrong.push(JSON.stringify({ node, shape: x.shape, kernel }));
    tf.dispose([x, k, dy]);
  }
  return wrong;
}

/** Whether taps are still gathered by the kernel: one that a driver refused would have given way to stock ops unseen. */
async function gathers(): Promise<boolean> {
  await tf.setBackend('webgl');
  return tf.tidy(() =>
    [2, 3].every((channels) => {
      const shape = { strides: [1, 1], dilations: [1, 1], top: 1, left: 1, height: 5, width: 5 } as const;
      return gatherTaps(tf.ones([1, 5, 5, 9 * channels]), { ...shape, taps: [3, 3], channels }) !== null;
    }),
  );
}

/** Shaders compiled after one gradient and one step of an ascent, and after ten more of the same shapes. */
async function shaders(): Promise<[number, number]> {
  await tf.setBackend('webgl');
  const { binaryCache } = tf.backend() as tf.KernelBackend & { binaryCache: object };
  const once = (seed: number): void =>
    tf.tidy(() => {
      const x = randomTensor([1, 13, 13, 4], seed);
      vjp(pool([3, 3], [2, 2], [0, 0, 0, 0]), [x], randomTensor([1, 6, 6, 4], seed))[0]!.dataSync();
      const node: OpNode = {
        ...{ id: 'n', inputs: ['x'], op: 'conv2d', kernel: 'k', groups: 2 },
        ...{ strides: [1, 1], dilations: [1, 1], padding: [1, 1, 1, 1] },
      };
      const weights = { k: randomTensor([3, 3, 2, 4], seed) };
      vjp(node, [x], opOf('conv2d').forward(node, [x], contextOf(weights)), weights)[0]!.dataSync();
      const picture = randomTensor([1, 8, 8, 3], seed) as tf.Tensor4D;
      const climb = {
        dx: seed,
        dy: 3 * seed,
        gain: seed,
        decay: 1 / (1 + seed),
        weight: seed,
        clamped: true,
      };
      climbPicture(picture, roll(picture, climb.dx + 1, climb.dy + 1), climb).dataSync();
    });
  once(0);
  const first = Object.keys(binaryCache).length;
  for (let seed = 1; seed <= 10; seed++) once(seed);
  return [first, Object.keys(binaryCache).length];
}

/**
 * Everything, on textures of 32 or of 16 bits, each with shapes of its own. Once a page: TF.js settles the bits with its first
 * context.
 */
export async function check(halfFloat: boolean, shapes: Shapes) {
  if (halfFloat) webgl.forceHalfFloat();
  await tf.setBackend('webgl');
  return {
    floatBits: tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED') ? 32 : 16,
    byHand: await wrongByHand(),
    atRandom: await wrongAtRandom(shapes, halfFloat ? 11 : 1),
    rectifiers: await wrongRectifiers(shapes, halfFloat ? 12 : 2),
    convolutions: await wrongConvolutions(shapes, halfFloat ? 13 : 3),
    groups: await wrongGroups(shapes, halfFloat ? 14 : 4),
    depthwise: await wrongDepthwise(shapes, halfFloat ? 15 : 5),
    gathers: await gathers(),
    pictures: await wrongPictures('webgl', 2 * (shapes.to - shapes.from), halfFloat ? 4e-3 : 1e-5),
    gaveWay: fallbacksOf(tf.backend()),
    shaders: await shaders(),
  };
}
