import { Misfit, unsupportedModel, unsupportedOp } from './failures';
import type { Node, Padding, Pair } from './graph';

/** A value's shape without its batch axis: `[H, W, C]` or `[C]`. */
export type Shape = readonly number[];

/** More values than this in one activation is a broken or hostile file, not a classifier. */
const LARGEST_ACTIVATION = 2 ** 27;

/** A convolution's gradient takes kernels for each phase of its stride. */
const LARGEST_STRIDE = 64;

/** TensorFlow's `same` padding along one axis: `ceil(size / stride)` outputs, the odd pixel at the end. */
export function samePadding(size: number, taps: number, stride: number, dilation: number): Pair {
  const reach = (taps - 1) * dilation + 1;
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** `same` padding of a `[H, W, C]` value as `[top, right, bottom, left]`. */
export function samePaddings(shape: Shape, size: Pair, strides: Pair, dilations: Pair = [1, 1]): Padding {
  const [top, bottom] = samePadding(shape[0] ?? 1, size[0], strides[0], dilations[0]);
  const [left, right] = samePadding(shape[1] ?? 1, size[1], strides[1], dilations[1]);
  return [top, right, bottom, left];
}

/**
 * Shape of a node's value from its inputs' shapes, all without the batch axis.
 * Throws LabError `unsupported-model` where they do not fit together, `unsupported-op` where the fit is not supported.
 */
export function outputShape(node: Node, inputs: readonly Shape[], weight: (name: string) => Shape): Shape {
  const shape = checked(node, infer(node, inputs, weight));
  return shape;
}

function infer(node: Node, inputs: readonly Shape[], weight: (name: string) => Shape): Shape {
  const [x = []] = inputs;
  switch (node.op) {
    case 'input':
      throw unsupportedModel(`Expected one input, found a second one at “${node.id}”.`);
    case 'conv2d': {
      const kernel = kernelOf(node, weight, 4);
      expectMap(node, x);
      expectChannels(node, x, (kernel[2] ?? 0) * node.groups);
      refuseStrides(node, node.strides, node.dilations);
      if ((kernel[3] ?? 0) % node.groups !== 0) {
        throw unsupportedModel(`${node.id}: ${kernel[3]} outputs do not split into ${node.groups} groups.`);
      }
      return [...windows(node, x, [kernel[0] ?? 0, kernel[1] ?? 0], node.dilations), kernel[3] ?? 0];
    }
    case 'depthwiseConv2d': {
      const kernel = kernelOf(node, weight, 4);
      expectMap(node, x);
      expectChannels(node, x, kernel[2] ?? 0);
      refuseStrides(node, node.strides, node.dilations);
      if (node.strides[0] !== node.strides[1]) {
        throw unsupportedOp(
          `${node.id}: a depthwise convolution with strides ${node.strides.join('x')} is not supported.`,
        );
      }
      const channels = (kernel[2] ?? 0) * (kernel[3] ?? 0);
      return [...windows(node, x, [kernel[0] ?? 0, kernel[1] ?? 0], node.dilations), channels];
    }
    case 'dense': {
      const kernel = kernelOf(node, weight, 2);
      if (x.length !== 1) throw unsupportedModel(`${node.id}: expected a flat input, got [${x.join(', ')}].`);
      expectChannels(node, x, kernel[0] ?? 0);
      return [kernel[1] ?? 0];
    }
    case 'maxPool':
    case 'avgPool':
      expectMap(node, x);
      return [...windows(node, x, node.size, [1, 1]), x[2] ?? 0];
    case 'globalAvgPool':
      expectMap(node, x);
      return [1, 1, x[2] ?? 0];
    case 'concat': {
      const misfit = inputs.find((other) => other.slice(0, -1).join() !== x.slice(0, -1).join());
      if (misfit) throw mismatch(node, x, misfit);
      return [...x.slice(0, -1), inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)];
    }
    case 'add': {
      const misfit = inputs.find((other) => other.join() !== x.join());
      if (misfit) throw mismatch(node, x, misfit);
      return x;
    }
    case 'flatten':
      return [sizeOf(x)];
    case 'reshape':
      if (sizeOf(node.shape) !== sizeOf(x)) throw mismatch(node, x, node.shape);
      return node.shape;
    case 'batchNorm':
      for (const name of [node.scale, node.offset, node.mean, node.variance]) {
        expectChannels(node, x, weight(name)[0] ?? 0);
        expectWeight(node, name, weight(name), weight(node.scale));
      }
      return x;
    case 'relu':
    case 'relu6':
    case 'dropout':
    case 'softmax':
    case 'sigmoid':
      return x;
    case 'complement':
      if (x.join() !== '1')
        throw unsupportedModel(`${node.id}: expected a single value, got [${x.join(', ')}].`);
      return [2];
    default:
      return node satisfies never;
  }
}

/** A linear layer's kernel of so many dimensions, its bias checked against it. */
function kernelOf(
  node: { readonly id: string; readonly op: string; readonly kernel: string; readonly bias?: string },
  weight: (name: string) => Shape,
  rank: number,
): Shape {
  const kernel = weight(node.kernel);
  if (kernel.length !== rank) {
    throw unsupportedModel(
      `${node.id}: expected a kernel of ${rank} dimensions, got [${kernel.join(', ')}].`,
    );
  }
  const outputs = (kernel[rank - 1] ?? 0) * (node.op === 'depthwiseConv2d' ? (kernel[2] ?? 0) : 1);
  if (node.bias !== undefined) expectWeight(node, node.bias, weight(node.bias), [outputs]);
  return kernel;
}

function expectWeight({ id }: { readonly id: string }, name: string, shape: Shape, expected: Shape): void {
  if (shape.length === 1 && shape[0] === expected[0]) return;
  throw unsupportedModel(
    `${id}: expected “${name}” of shape [${expected.join(', ')}], got [${shape.join(', ')}].`,
  );
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

function windows(
  node: { id: string; strides: Pair; padding: Padding },
  [height = 0, width = 0]: Shape,
  size: Pair,
  dilations: Pair,
): Pair {
  const [top, right, bottom, left] = node.padding;
  const along = (length: number, taps: number, stride: number, dilation: number) =>
    Math.floor((length - (taps - 1) * dilation - 1) / stride) + 1;
  const out: Pair = [
    along(height + top + bottom, size[0], node.strides[0], dilations[0]),
    along(width + left + right, size[1], node.strides[1], dilations[1]),
  ];
  const sane = [...node.strides, ...dilations, ...size].every(
    (value) => Number.isInteger(value) && value > 0,
  );
  if (sane && node.padding.every((side) => Number.isInteger(side) && side >= 0)) return out;
  throw unsupportedModel(
    `${node.id}: expected whole positive window, stride and dilation, got window ${size.join('x')}, strides ` +
      `${node.strides.join('x')}, padding [${node.padding.join(', ')}], dilation ${dilations.join('x')}.`,
  );
}

function refuseStrides(node: Node, strides: Pair, dilations: Pair): void {
  if (Math.max(...strides) > LARGEST_STRIDE) {
    throw unsupportedOp(`${node.id}: a convolution of stride ${strides.join('x')} is not supported.`);
  }
  if (Math.max(...strides) === 1 || Math.max(...dilations) === 1) return;
  throw unsupportedOp(`${node.id}: a convolution both strided and dilated is not supported.`);
}

function checked(node: Node, shape: Shape): Shape {
  const sane =
    shape.every((side) => Number.isInteger(side) && side > 0) && sizeOf(shape) <= LARGEST_ACTIVATION;
  if (sane) return shape;
  throw unsupportedModel(`${node.id} (${node.op}) would give an impossible shape [${shape.join(', ')}].`);
}

function expectMap(node: Node, x: Shape): void {
  if (x.length !== 3)
    throw unsupportedModel(`${node.id} (${node.op}): expected a map [H, W, C], got [${x.join(', ')}].`);
}

function expectChannels(node: Node, x: Shape, channels: number): void {
  const got = x.at(-1) ?? 0;
  if (got === channels) return;
  const sentence = `${node.id} (${node.op}): its weights expect ${channels} channels, its input has ${got}.`;
  throw node.op === 'dense' ? new Misfit(sentence, node.id, channels, got) : unsupportedModel(sentence);
}

function mismatch(node: Node, a: Shape, b: Shape): Error {
  return unsupportedModel(
    `${node.id} (${node.op}): shapes [${a.join(', ')}] and [${b.join(', ')}] do not fit.`,
  );
}
