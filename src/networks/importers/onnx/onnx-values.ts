import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { Padding, Pair } from '../../graph/graph';
import { type LazyNumbers, present } from '../../storage/lazy-numbers';
import type { GraphBuilder } from '../graph-builder';
import type { OnnxNode, OnnxTensor } from './onnx-schema';
import { integersOf, isWhole, numbersIn } from './onnx-tensor';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';

/** A value that the network computes. */
export interface NodeValue {
  readonly kind: 'node';
  readonly id: string;
  /**
   * Where the file's axes lie: for each of them, the batch first, the axis of ours (which leave the batch out); -1 for one that
   * is 1 long and that ours lack. A Transpose of the file's so costs nothing until somebody needs the order.
   */
  readonly axes: readonly number[];
  /** Its `[C, H, W]` where it was flattened from a map whose order still shows. */
  readonly order?: readonly [number, number, number];
  /** Zeros that a Pad laid around a map, which the layer after it takes up. */
  readonly padding?: Padding;
  /** The file's shape after an Expand, where that is larger: what reads it broadcasts anyway. */
  readonly expanded?: readonly number[];
}

/** A constant of whole numbers or truth values, at hand: shapes, axes, indices. */
export interface Integers {
  readonly kind: 'integers';
  readonly dims: readonly number[];
  readonly values: readonly number[];
}
/** A constant of real numbers, made from the file's when it is needed. */
export interface Reals {
  readonly kind: 'reals';
  readonly dims: readonly number[];
  readonly numbers: LazyNumbers;
}
/** Whether a value is above a number, place by place. */
export interface Condition {
  readonly kind: 'condition';
  readonly of: NodeValue;
  readonly above: number;
}

/** Parts that a SequenceAt picks out. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly parts: readonly NodeValue[];
}

/** What an ONNX value is once converted. */
export type OnnxValue =
  | NodeValue
  | { readonly kind: 'tensor'; readonly tensor: OnnxTensor }
  | Integers
  | Reals
  | Condition
  | Sequence;

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
  /** Whether one ONNX node alone reads a node of the graph, by whatever name. */
  alone(id: string): boolean;
}

/** Turns one ONNX node into nodes of the graph, and gives its first output, or all of them. */
export type Converter = (conversion: Conversion) => OnnxValue | readonly OnnxValue[];

/** How errors call an ONNX node: its kind, and its name or its output's. */
export function label({ node, id }: Conversion): Phrase {
  return phrase('{op} at node {name}', { op: node.op, name: node.name || id });
}

/** A conversion of a part of a node, whose result has a name of its own. */
export function named(conversion: Conversion, what: string): Conversion {
  return { ...conversion, id: `${conversion.id}/${what}` };
}

export function optionalInput(conversion: Conversion, index: number): OnnxValue | undefined {
  const name = conversion.node.inputs[index];
  return name ? conversion.value(name) : undefined;
}

/** An input that the network computes from the picture, a Pad perhaps still around it, or flattened in another order. */
export function rawInput(conversion: Conversion, index = 0): NodeValue {
  const value = optionalInput(conversion, index);
  if (value?.kind === 'node') return value;
  throw unsupportedModel(
    phrase('{layer}: input {index} should be computed from the picture, got {got}.', {
      layer: label(conversion),
      index,
      got: value ? phrase('a constant') : phrase('nothing'),
    }),
  );
}

/** The constant that a value is, or null. */
export function constantOf(value: OnnxValue | undefined): Integers | Reals | null {
  if (value?.kind === 'integers' || value?.kind === 'reals') return value;
  if (value?.kind !== 'tensor') return null;
  const { tensor } = value;
  if (isWhole(tensor.dataType)) return { kind: 'integers', dims: tensor.dims, values: integersOf(tensor) };
  return { kind: 'reals', dims: tensor.dims, numbers: numbersIn(tensor) };
}

/** A constant input's shape and numbers, which may still lie in the file. */
export function weightInput(
  conversion: Conversion,
  index: number,
): { dims: readonly number[]; numbers: LazyNumbers } {
  const value = optionalInput(conversion, index);
  const constant = constantOf(value);
  if (constant?.kind === 'reals') return constant;
  if (constant) return { dims: constant.dims, numbers: present(Float32Array.from(constant.values)) };
  throw unsupportedModel(
    phrase('{layer}: input {index} should be a stored weight, got {got}.', {
      layer: label(conversion),
      index,
      got: value ? phrase('a computed value') : phrase('nothing'),
    }),
  );
}

/** A constant input of one number; `otherwise` where it is empty. */
export function scalarInput(conversion: Conversion, index: number, otherwise: number): number {
  const { numbers } = weightInput(conversion, index);
  if (numbers.length <= 1) return numbers.make()[0] ?? otherwise;
  throw unsupportedOp(
    phrase('{layer}: input {index} should be one number, got {count}.', {
      layer: label(conversion),
      index,
      count: numbers.length,
    }),
  );
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
  const constant = constantOf(value);
  if (constant?.kind === 'integers') return constant.values;
  throw unsupportedOp(
    phrase('{layer} takes its {attribute} from the picture, which is not supported.', {
      layer: label(conversion),
      attribute,
    }),
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
    phrase('{layer}: {name} should be two numbers, got [{values}]; only 2-D networks are supported.', {
      layer: label(conversion),
      name,
      values: (values ?? []).join(', '),
    }),
  );
}

/** An axis counted from the front, given how many dimensions the value has in the ONNX file. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}
