import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import type { GraphBuilder } from '../graph-builder';
import { fileShape, freshId, plain } from '../onnx/onnx-axes';
import { foldConstant, foldingBudget, type FoldingBudget } from '../onnx/onnx-constants';
import { converterOf } from '../onnx/onnx-converters';
import type { OnnxAttribute } from '../onnx/onnx-schema';
import {
  constantOf,
  type Conversion,
  type Integers,
  type NodeValue,
  type OnnxValue,
  type Reals,
} from '../onnx/onnx-values';
import { present } from '../../storage/lazy-numbers';
import type { GraphDefNode } from './graph-schema';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';

// TensorFlow's operations are computed as ONNX's: a value's axes are named as the file has them, and what no picture changes is folded.

type Attributes = Readonly<Record<string, number | string | readonly number[]>>;
/** An operation of ONNX's on values, with its attributes; `what` names it where it is not the node's last one. */
interface Operation {
  readonly op: string;
  readonly inputs: readonly (OnnxValue | undefined)[];
  readonly attributes?: Attributes;
  readonly what?: string;
  /** How many values it gives. */
  readonly count?: number;
}

/** One GraphDef node to convert. */
export interface GraphConversion {
  readonly node: GraphDefNode;
  readonly id: string;
  readonly builder: GraphBuilder;
  readonly inputs: readonly OnnxValue[];
  /** A node of ONNX's in its place. */
  as(operation: Operation): Conversion;
}
/** Gives a node's first value, or all of them. */
export type GraphConverter = (conversion: GraphConversion) => OnnxValue | readonly OnnxValue[];

const OPSET = 18;

/** A node's way into the graph. */
export function graphConversion(
  at: Pick<GraphConversion, 'node' | 'id' | 'builder' | 'inputs'> & Pick<Conversion, 'last' | 'alone'>,
): GraphConversion {
  const { node, builder, id, last, alone } = at;
  return {
    ...{ node, builder, id, inputs: at.inputs },
    as({ op, inputs, attributes = {}, what, count = 1 }) {
      const own = what === undefined ? id : freshId(builder, id, what);
      const given = new Map<string, OnnxValue>(
        inputs.flatMap((value, i) => (value ? [[String(i), value] as const] : [])),
      );
      return {
        ...{ id: own, opset: OPSET, builder, last: last && what === undefined, alone },
        node: {
          ...{ name: node.name, op, domain: '' },
          inputs: inputs.map((value, i) => (value ? String(i) : '')),
          outputs: Array.from({ length: count }, (_, i) => (i === 0 ? own : `${own}:${i}`)),
          attributes: new Map(
            Object.entries(attributes).map(([name, value]) => [name, written(name, value)]),
          ),
        },
        value: (name) => given.get(name),
      };
    },
  };
}

function written(name: string, value: Attributes[string]): OnnxAttribute {
  const number = typeof value === 'number' ? value : 0;
  return {
    ...{ name, float: number, int: number, text: typeof value === 'string' ? value : '' },
    ints: typeof value === 'object' ? [...value] : [],
  };
}

const budgets = new WeakMap<GraphBuilder, FoldingBudget>();

/** All that an operation of ONNX's gives, computed at once where no picture changes it. */
export function computedAll(conversion: GraphConversion, operation: Operation): readonly OnnxValue[] {
  const at = conversion.as(operation);
  const budget = budgets.get(at.builder) ?? foldingBudget([]);
  budgets.set(at.builder, budget);
  return [foldConstant(at, budget) ?? converterOf(at)(at)].flat();
}

/** The first of it. */
export function computed(
  conversion: GraphConversion,
  op: string,
  inputs: readonly (OnnxValue | undefined)[],
  attributes: Attributes = {},
  what?: string,
): OnnxValue {
  const [value] = computedAll(conversion, {
    op,
    inputs,
    attributes,
    ...(what === undefined ? {} : { what }),
  });
  if (value) return value;
  throw unsupportedModel(phrase('{layer} reads nothing.', { layer: label(conversion) }));
}

/** One operation of ONNX's on a node's values as they come. */
export const asOnnx =
  (op: string, attributes: (conversion: GraphConversion) => Attributes = () => ({})): GraphConverter =>
  (conversion) =>
    computed(conversion, op, conversion.inputs, attributes(conversion));

/** What a node is called in sentences. */
export function label({ node }: GraphConversion): string {
  return `${node.op} “${node.name}”`;
}

export function lacks(conversion: GraphConversion, what: Phrase): Error {
  return unsupportedOp(phrase('{layer} {what} is not supported.', { layer: label(conversion), what }));
}

/** A node's value. */
export function inputAt(conversion: GraphConversion, index: number): OnnxValue {
  const value = conversion.inputs[index];
  if (value) return value;
  throw unsupportedModel(phrase('{layer} reads nothing.', { layer: label(conversion) }));
}

/** A value that is computed of the picture. */
export function nodeInput(conversion: GraphConversion, index = 0): NodeValue {
  const value = conversion.inputs[index];
  if (value?.kind === 'node') return value;
  throw unsupportedModel(
    phrase('{layer} reads no computed value as its input {index}.', {
      layer: label(conversion),
      index: index + 1,
    }),
  );
}

/** Stored whole numbers. Throws LabError `unsupported-op` where they are computed. */
export function integersInput(conversion: GraphConversion, index: number): readonly number[] {
  const constant = constantOf(conversion.inputs[index]);
  if (constant?.kind === 'integers') return constant.values;
  throw lacks(conversion, phrase('with a computed value as its input {index}', { index: index + 1 }));
}

/** A value's shape for one picture, as the file has it. */
export function dimsOf(conversion: GraphConversion, value: OnnxValue): readonly number[] {
  if (value.kind === 'node') return fileShape(conversion, whole(conversion, value));
  return constantOf(value)?.dims ?? [];
}

/** A value with a Pad that waits around it laid down. */
export function whole(conversion: GraphConversion, value: NodeValue): NodeValue {
  return value.padding ? plain(conversion.as({ op: 'Pad', inputs: [value], what: 'padded' }), value) : value;
}

/** Whole numbers of our own. */
export function integers(...values: readonly number[]): Integers {
  return { kind: 'integers', dims: [values.length], values };
}

/** A real number of our own. */
export function real(value: number): Reals {
  return { kind: 'reals', dims: [], numbers: present(Float32Array.of(value)) };
}
