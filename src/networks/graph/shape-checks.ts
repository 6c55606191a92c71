import { unsupportedModel, unsupportedOp } from './failures';
import type { LinearNode, Node, Padding, Pair } from './graph';
import type { Shape } from './shapes';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

// What ops ask of the shapes they are given. Each throws LabError `unsupported-model`, with a sentence that names the node.

/** A convolution's gradient takes kernels for each phase of its stride. */
const LARGEST_STRIDE = 64;

/** A linear layer's kernel of so many dimensions. */
export function kernelOf(node: LinearNode, weight: (name: string) => Shape, rank: number): Shape {
  const kernel = weight(node.kernel);
  if (kernel.length === rank) return kernel;
  throw unsupportedModel(
    phrase('{id}: expected a kernel of {rank} dimensions, got [{kernel}].', {
      id: node.id,
      rank,
      kernel: kernel.join(', '),
    }),
  );
}

/** That a linear layer has no bias, or one for each of its outputs. */
export function expectBias(node: LinearNode, outputs: number, weight: (name: string) => Shape): void {
  if (node.bias !== undefined) expectWeight(node, node.bias, weight(node.bias), [outputs]);
}

export function expectWeight({ id }: Node, name: string, shape: Shape, expected: Shape): void {
  if (shape.length === 1 && shape[0] === expected[0]) return;
  throw unsupportedModel(
    phrase('{id}: expected “{name}” of shape [{expected}], got [{shape}].', {
      id,
      name,
      expected: expected.join(', '),
      shape: shape.join(', '),
    }),
  );
}

export function expectMap(node: Node, x: Shape): void {
  if (x.length !== 3)
    throw unsupportedModel(
      phrase('{id} ({op}): expected a map [H, W, C], got [{x}].', {
        id: node.id,
        op: node.op,
        x: x.join(', '),
      }),
    );
}

/** That a value has as many channels as the node's weights are made for. */
export function expectChannels(
  node: Node,
  x: Shape,
  channels: number,
  failure: (sentence: Phrase) => Error = unsupportedModel,
): void {
  const got = x.at(-1) ?? 0;
  if (got !== channels)
    throw failure(
      phrase('{id} ({op}): its weights expect {channels} channels, its input has {got}.', {
        id: node.id,
        op: node.op,
        channels,
        got,
      }),
    );
}

/** The error of two shapes that should fit together. */
export function mismatch(node: Node, a: Shape, b: Shape): Error {
  return unsupportedModel(
    phrase('{id} ({op}): shapes [{a}] and [{b}] do not fit.', {
      id: node.id,
      op: node.op,
      a: a.join(', '),
      b: b.join(', '),
    }),
  );
}

/** Height and width of what a window that slides over a map gives. */
export function windows(
  node: { readonly id: string; readonly strides: Pair; readonly padding: Padding },
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
    phrase(
      '{id}: expected whole positive window, stride and dilation, got window {size}, strides {strides}, padding [{padding}], dilation {dilations}.',
      {
        id: node.id,
        size: size.join('x'),
        strides: node.strides.join('x'),
        padding: node.padding.join(', '),
        dilations: dilations.join('x'),
      },
    ),
  );
}

/** Refuses convolutions whose gradient is not to be had. Throws LabError `unsupported-op`. */
export function refuseStrides(node: {
  readonly id: string;
  readonly strides: Pair;
  readonly dilations: Pair;
}): void {
  const { strides, dilations } = node;
  if (Math.max(...strides) > LARGEST_STRIDE) {
    throw unsupportedOp(
      phrase('{id}: a convolution of stride {strides} is not supported.', {
        id: node.id,
        strides: strides.join('x'),
      }),
    );
  }
  if (Math.max(...strides) === 1 || Math.max(...dilations) === 1) return;
  throw unsupportedOp(
    phrase('{id}: a convolution both strided and dilated is not supported.', { id: node.id }),
  );
}
