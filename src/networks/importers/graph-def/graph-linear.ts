import type { Pair } from '../../graph/graph';
import { type LazyNumbers, madeFrom } from '../../storage/lazy-numbers';
import { spacedKernel } from '../spaced-kernel';
import { mapValue, plain, withLast } from '../onnx/onnx-axes';
import { permute } from '../onnx/onnx-tensor';
import { constantOf, type NodeValue, type OnnxValue, type Reals } from '../onnx/onnx-values';
import { flagAttribute, numberAttribute, textsAttribute } from './graph-attributes';
import { rectified } from './graph-elementwise';
import { asNamed, mapOf, pairAttribute, windowPadding } from './graph-maps';
import { dilationOf, withDilation } from './graph-spaces';
import {
  computed,
  dimsOf,
  type GraphConversion,
  type GraphConverter,
  inputAt,
  integersInput,
  lacks,
  nodeInput,
} from './graph-values';
import { keptAs, realsInput } from './graph-weights';
import { phrase } from '../../../words/say';

const fusedOps = ({ node }: GraphConversion): string[] => textsAttribute(node, 'fused_ops');

/** The linear part of a node: a conversion of its own where more is fused into it. */
function linearPart(conversion: GraphConversion): GraphConversion {
  if (fusedOps(conversion).length === 0) return conversion;
  const { id } = conversion.as({ op: '', inputs: [], what: 'linear' });
  return { ...conversion, id };
}

/** Conv2D and DepthwiseConv2dNative, with what TF.js's converter fuses into them. */
export const convolution =
  (op: 'conv2d' | 'depthwiseConv2d'): GraphConverter =>
  (conversion) => {
    const { builder } = conversion;
    const { id } = linearPart(conversion);
    const given = nodeInput(conversion);
    const x = mapOf(conversion);
    const stored = realsInput(conversion, 1);
    const kernel = fourOf(conversion, stored);
    const [height, width, inputs] = kernel;
    const strides = pairAttribute(conversion, 'strides');
    const dilations = dilationOf(given) ?? pairAttribute(conversion, 'dilations');
    const window = { size: [height, width] as Pair, strides, dilations };
    const padding = windowPadding(conversion, x.shape, window, x.padding);
    const channels = x.shape[2] ?? 0;
    const groups = op === 'conv2d' && inputs > 0 && channels % inputs === 0 ? channels / inputs : 1;
    const isDepthwise = op === 'depthwiseConv2d';
    const layer = spacedKernel({ shape: kernel, numbers: stored.numbers, strides, dilations, isDepthwise });
    const own = layer.numbers === stored.numbers;
    const at = { ...conversion, id };
    const node = {
      ...{ id, inputs: [x.id], strides, padding, dilations: layer.dilations },
      kernel: own ? keptAs(at, 'kernel', stored) : builder.weight(`${id}/kernel`, layer.shape, layer.numbers),
    };
    const many = { ...node, op: 'conv2d', groups: isDepthwise ? channels : groups } as const;
    const made = builder.add(layer.isDepthwise ? { ...node, op: 'depthwiseConv2d' } : many);
    const value = withDilation(asNamed(conversion, mapValue(made)) as NodeValue, given);
    return withFused(conversion, value);
  };

function fourOf(conversion: GraphConversion, { dims }: Reals): readonly [number, number, number, number] {
  const [height, width, inputs, outputs] = dims;
  if (dims.length === 4 && height && width && inputs && outputs) return [height, width, inputs, outputs];
  throw lacks(conversion, phrase('by a kernel [{shape}]', { shape: dims.join(', ') }));
}

/** Conv2DBackpropInput, a transposed convolution: it says how large its result is. */
export const transposedConvolution: GraphConverter = (conversion) => {
  const { builder, id } = conversion;
  const moved = { ...conversion, inputs: [inputAt(conversion, 2)] };
  const x = mapOf(moved);
  const stored = realsInput(conversion, 1);
  const [height, width, , inputs] = fourOf(conversion, stored);
  const said = integersInput(conversion, 0);
  const strides = pairAttribute(conversion, 'strides');
  const dilations = pairAttribute(conversion, 'dilations');
  const last = said.length === 4 && said[3] === stored.dims[2];
  const size: Pair = last ? [said[1] ?? 0, said[2] ?? 0] : [said.at(-2) ?? 0, said.at(-1) ?? 0];
  const padding = windowPadding(conversion, [...size, inputs], { size: [height, width], strides, dilations });
  const waiting = x.padding
    ? plain(conversion.as({ op: 'Pad', inputs: [], what: 'padded' }), nodeInput(moved))
    : null;
  const node = {
    ...{ id, inputs: [waiting?.id ?? x.id], op: 'convTranspose2d' as const },
    ...{ size, strides, padding, dilations },
  } as const;
  const made = builder.add({ ...node, kernel: keptAs(conversion, 'kernel', stored), groups: 1 });
  return asNamed(conversion, mapValue(made));
};

/** MatMul, BatchMatMul and their like, with what TF.js's converter fuses into them. */
export const matMul: GraphConverter = (conversion) => {
  const { node } = conversion;
  const flag = (...keys: readonly string[]): boolean => keys.some((key) => flagAttribute(node, key));
  const at = linearPart(conversion);
  const a = exchanged(at, inputAt(conversion, 0), flag('transpose_a', 'adj_x'), 'left');
  const turned = flag('transpose_b', 'adj_y');
  const b = inputAt(conversion, 1);
  const stored = constantOf(b);
  const isDense =
    a.kind === 'node' &&
    stored?.kind === 'reals' &&
    stored.dims.length === 2 &&
    !a.order &&
    a.axes.length > 1;
  return withFused(
    conversion,
    isDense ? dense(at, a, stored, turned) : product(conversion, at, [a, exchanged(at, b, turned, 'right')]),
  );
};

function product(
  conversion: GraphConversion,
  { id }: GraphConversion,
  inputs: readonly OnnxValue[],
): OnnxValue {
  return computed(conversion, 'MatMul', inputs, {}, id === conversion.id ? undefined : 'product');
}

/** A value with its last two axes exchanged. */
function exchanged(conversion: GraphConversion, value: OnnxValue, turned: boolean, what: string): OnnxValue {
  if (!turned) return value;
  const rank = dimsOf(conversion, value).length;
  const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2];
  return computed(conversion, 'Transpose', [value], { perm }, what);
}

/** A value times a stored matrix, which stays as the file has it. */
function dense(conversion: GraphConversion, a: NodeValue, stored: Reals, turned: boolean): OnnxValue {
  const { builder, id } = conversion;
  const at = conversion.as({ op: 'MatMul', inputs: [a], what: 'left' });
  const x = withLast(at, plain(at, a), a.axes.length - 1);
  const [rows = 0, columns = 0] = stored.dims;
  const kernel = turned
    ? builder.weight(`${id}/kernel`, [columns, rows], turnedNumbers(stored.numbers, stored.dims))
    : keptAs(conversion, 'kernel', stored);
  return { ...x, id: builder.add({ id, inputs: [x.id], op: 'dense', kernel }) };
}

function turnedNumbers(numbers: LazyNumbers, dims: readonly number[]): LazyNumbers {
  return madeFrom([numbers], numbers.length, (values) => permute(values, dims, [1, 0]));
}

/** What is fused behind a linear node: a bias, then an activation function. */
function withFused(conversion: GraphConversion, value: OnnxValue): OnnxValue {
  const { node, inputs } = conversion;
  const ops = fusedOps(conversion);
  return ops.reduce<OnnxValue>((x, op, i) => {
    const what = i < ops.length - 1 ? op : undefined;
    switch (op) {
      case 'BiasAdd':
        return computed(conversion, 'Add', [x, biasOf(conversion, x)], {}, what);
      case 'Relu':
      case 'Sigmoid':
      case 'Tanh':
        return computed(conversion, op, [x], {}, what);
      case 'Relu6':
        return computed(conversion, 'Clip', [x], { min: 0, max: 6 }, what);
      case 'Elu':
        return computed(conversion, op, [x], { alpha: 1 }, what);
      case 'LeakyRelu':
        return computed(conversion, op, [x], { alpha: numberAttribute(node, 'leakyrelu_alpha', 0.2) }, what);
      case 'GeluExact':
      case 'GeluApproximate':
        return computed(conversion, 'Gelu', [x], { approximate: op === 'GeluExact' ? 'none' : 'tanh' }, what);
      case 'Prelu':
        return rectified(conversion, x, inputs.length - 1);
      default:
        throw lacks(conversion, phrase('with {functions}', { functions: op.slice(0, 40) }));
    }
  }, value);
}

function biasOf(conversion: GraphConversion, x: OnnxValue): Reals {
  const bias = realsInput(conversion, 2);
  const isFirst = asNamed(conversion, x) === x && dimsOf(conversion, x).length === 4;
  return isFirst ? { ...bias, dims: [...bias.dims, 1, 1] } : bias;
}
