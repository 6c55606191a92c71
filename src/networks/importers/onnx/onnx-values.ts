import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { Padding, Pair } from '../../graph/graph';
import type { LazyNumbers } from '../../storage/lazy-numbers';
import type { GraphBuilder } from '../graph-builder';
import type { OnnxNode, OnnxTensor } from './onnx-schema';
import { integersOf, numbersIn } from './onnx-tensor';

/** A value that the network computes, always `[H, W, C]` or `[C]` in the graph. */
export interface NodeValue {
  readonly kind: 'node';
  readonly id: string;
  /** Its `[C, H, W]` where it was flattened from a map whose order still shows. */
  readonly order?: readonly [number, number, number];
  /** How the file sees a map: with the channels last after a Transpose, else with the channels first. */
  readonly layout?: 'NHWC';
  /** Zeros that a Pad laid around it, which the layer after it takes up. */
  readonly padding?: Padding;
}

/** What an ONNX value is once converted. */
export type OnnxValue =
  | NodeValue
  | { readonly kind: 'tensor'; readonly tensor: OnnxTensor }
  /** Arithmetic on shapes; `columns` where it is a matrix of so many. */
  | { readonly kind: 'integers'; readonly values: readonly number[]; readonly columns?: number };

/** An ONNX node on its way into the graph. */
export interface Conversion {
  readonly node: OnnxNode;
  /** Id for the node of the graph that stands for this one: the name of its output. */
  readonly id: string;
  readonly opset: number;
  readonly builder: GraphBuilder;
  /** Whether nothing but the network's end reads this node. */
  readonly last: boolean;
  value(name: string): OnnxValue | undefined;
  /** How many ONNX nodes read a value. */
  readers(name: string): number;
}

/** Turns one ONNX node into nodes of the graph. */
export type Converter = (conversion: Conversion) => OnnxValue;

/** How errors call an ONNX node: its kind, and its name or its output's. */
export function label({ node, id }: Conversion): string {
  return `${node.op} at node ${node.name || id}`;
}

export function optionalInput(conversion: Conversion, index: number): OnnxValue | undefined {
  const name = conversion.node.inputs[index];
  return name ? conversion.value(name) : undefined;
}

/** An input that the network computes from the picture, a Pad perhaps still around it. */
export function paddedInput(conversion: Conversion, index = 0): NodeValue {
  const value = optionalInput(conversion, index);
  if (value?.kind === 'node') return value;
  throw unsupportedModel(
    `${label(conversion)}: input ${index} should be computed from the picture, got ${value ? 'a constant' : 'nothing'}.`,
  );
}

/** An input that the network computes from the picture, with no Pad around it. */
export function nodeInput(conversion: Conversion, index = 0): NodeValue {
  const value = paddedInput(conversion, index);
  if (!value.padding) return value;
  throw unsupportedOp(
    `${label(conversion)} after a Pad is not supported; supported there: Conv, MaxPool, AveragePool.`,
  );
}

/** A map input, `[H, W, C]`, that the file sees with its channels first. */
export function mapInput(
  conversion: Conversion,
  index = 0,
): { readonly id: string; readonly shape: readonly number[]; readonly padding: Padding | undefined } {
  const { id, layout, padding } = paddedInput(conversion, index);
  const shape = conversion.builder.shape(id);
  if (shape.length !== 3) {
    throw unsupportedModel(
      `${label(conversion)} expected a map [N, C, H, W], got ${shape.length + 1} dimensions.`,
    );
  }
  if (layout) {
    throw unsupportedOp(
      `${label(conversion)} reads a map transposed to [N, H, W, C], which is not supported.`,
    );
  }
  return { id, shape, padding };
}

/** Our `[H, W, C]` as the file sees it, without the batch: `[C, H, W]` unless it is transposed. */
export function onnxShape(shape: readonly number[], layout?: 'NHWC'): readonly number[] {
  const [height = 1, width = 1, channels = 1] = shape;
  return shape.length === 3 && !layout ? [channels, height, width] : shape;
}

/** The axis of the channels as the file counts, the batch being 0. */
export function channelAxis(conversion: Conversion, { id, layout }: NodeValue): number {
  return layout ? conversion.builder.shape(id).length : 1;
}

/** A constant input's shape and numbers, which may still lie in the file. */
export function weightInput(
  conversion: Conversion,
  index: number,
): { dims: readonly number[]; numbers: LazyNumbers } {
  const value = optionalInput(conversion, index);
  if (value?.kind === 'tensor') return { dims: value.tensor.dims, numbers: numbersIn(value.tensor) };
  throw unsupportedModel(
    `${label(conversion)}: input ${index} should be a stored weight, got ${value ? 'a computed value' : 'nothing'}.`,
  );
}

/** A constant input of one number; `otherwise` where it is empty. */
export function scalarInput(conversion: Conversion, index: number, otherwise: number): number {
  const { numbers } = weightInput(conversion, index);
  if (numbers.length <= 1) return numbers.make()[0] ?? otherwise;
  throw unsupportedOp(`${label(conversion)}: input ${index} should be one number, got ${numbers.length}.`);
}

/** A constant list of integers from an attribute or, in newer files, from an input; undefined where in neither. */
export function integerList(
  conversion: Conversion,
  attribute: string,
  index?: number,
): readonly number[] | undefined {
  const listed = conversion.node.attributes.get(attribute);
  if (listed) return listed.ints;
  const value = index === undefined ? undefined : optionalInput(conversion, index);
  if (!value) return undefined;
  if (value.kind === 'integers') return value.values;
  if (value.kind === 'tensor') return integersOf(value.tensor);
  throw unsupportedOp(
    `${label(conversion)} takes its ${attribute} from the picture, which is not supported.`,
  );
}

export function integerAttribute({ node }: Conversion, name: string, otherwise: number): number {
  return node.attributes.get(name)?.int ?? otherwise;
}

export function floatAttribute({ node }: Conversion, name: string, otherwise: number): number {
  return node.attributes.get(name)?.float ?? otherwise;
}

/** A pair of spatial integers; throws where there are not two. */
export function pairAttribute(conversion: Conversion, name: string, otherwise?: Pair): Pair {
  const values = conversion.node.attributes.get(name)?.ints ?? otherwise;
  const [height, width, ...more]: readonly (number | undefined)[] = values ?? [];
  if (height !== undefined && width !== undefined && more.length === 0) return [height, width];
  throw unsupportedOp(
    `${label(conversion)}: ${name} should be two numbers, got [${(values ?? []).join(', ')}]; ` +
      'only 2-D networks are supported.',
  );
}

/** An axis counted from the front, given how many dimensions the value has in the ONNX file. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}
