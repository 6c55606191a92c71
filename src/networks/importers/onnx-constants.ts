import { onnxShape } from './onnx-shaping';
import { integersOf } from './onnx-tensor';
import { type Conversion, integerAttribute, type OnnxValue, optionalInput } from './onnx-values';

/**
 * The value of a node that only does arithmetic on shapes, as exporters write for `x.view(x.size(0), -1)`; undefined for
 * every other node, which then has to be a layer.
 */
export function foldConstant(conversion: Conversion): OnnxValue | undefined {
  const { node, builder } = conversion;
  if (node.op === 'Constant') {
    const { attributes } = node;
    const tensor = attributes.get('value')?.tensor;
    if (tensor) return { kind: 'tensor', tensor: { ...tensor, name: tensor.name || conversion.id } };
    const listed = attributes.get('value_ints')?.ints ?? attributes.get('value_int')?.int;
    return listed === undefined ? undefined : { kind: 'integers', values: [listed].flat() };
  }
  const [first, second] = [optionalInput(conversion, 0), optionalInput(conversion, 1)];
  if (node.op === 'Shape' && first?.kind === 'node') {
    return { kind: 'integers', values: [1, ...onnxShape(builder.shape(first.id))] };
  }
  if (first?.kind === 'tensor' && node.op === 'Identity') return first;
  if (!SHAPE_OPS.has(node.op) || node.inputs.length === 0) return undefined;
  const lists = node.inputs.filter(Boolean).map((name) => integers(conversion.value(name)));
  if (lists.some((list) => list === undefined)) return undefined;
  const [values = [], indices = []] = lists as number[][];
  switch (node.op) {
    case 'Concat':
      return { kind: 'integers', values: (lists as number[][]).flat() };
    case 'Gather':
      if (integerAttribute(conversion, 'axis', 0) !== 0 || !second) return undefined;
      return { kind: 'integers', values: indices.map((index) => values.at(index) ?? 0) };
    default:
      return { kind: 'integers', values };
  }
}

const SHAPE_OPS = new Set(['Concat', 'Gather', 'Unsqueeze', 'Squeeze', 'Cast', 'Identity']);

function integers(value: OnnxValue | undefined): readonly number[] | undefined {
  if (value?.kind === 'integers') return value.values;
  const isIntegers = value?.kind === 'tensor' && (value.tensor.dataType === 7 || value.tensor.dataType === 6);
  return isIntegers ? integersOf(value.tensor) : undefined;
}
