import { foldIntegers } from './onnx-integers';
import type { OnnxTensor } from './onnx-schema';
import { type Conversion, integerAttribute, onnxShape, optionalInput, type OnnxValue } from './onnx-values';

const FLOAT = 1;
/** float32, float16, float64: all become float32 here. */
const REAL_TYPES = new Set([FLOAT, 10, 11]);

/**
 * The value of a node that only does arithmetic on shapes, as exporters write for `x.view(x.size(0), -1)`, or that holds a
 * weight; undefined for every other node, which then has to be a layer.
 */
export function foldConstant(conversion: Conversion): OnnxValue | undefined {
  const { node, builder, id } = conversion;
  if (node.op === 'Constant') return constant(conversion);
  const first = optionalInput(conversion, 0);
  if (node.op === 'Shape' && first?.kind === 'node' && !first.padding) {
    const dims = [1, ...onnxShape(builder.shape(first.id), first.layout)];
    const end = node.attributes.get('end')?.int ?? dims.length;
    return { kind: 'integers', values: dims.slice(integerAttribute(conversion, 'start', 0), end) };
  }
  const integers = foldIntegers(conversion);
  if (integers || first?.kind !== 'tensor') return integers;
  const cast = node.op === 'Cast' && REAL_TYPES.has(integerAttribute(conversion, 'to', 0));
  if (node.op === 'Identity' || cast)
    return { kind: 'tensor', tensor: { ...first.tensor, name: first.tensor.name || id } };
  return undefined;
}

function constant({ node, id }: Conversion): OnnxValue | undefined {
  const { attributes } = node;
  const tensor = attributes.get('value')?.tensor;
  if (tensor) return { kind: 'tensor', tensor: { ...tensor, name: tensor.name || id } };
  const float = attributes.get('value_float');
  if (float) return { kind: 'tensor', tensor: scalar(id, float.float) };
  const listed = attributes.get('value_ints')?.ints ?? attributes.get('value_int')?.int;
  return listed === undefined ? undefined : { kind: 'integers', values: [listed].flat() };
}

function scalar(name: string, value: number): OnnxTensor {
  const bytes = [new Uint8Array(Float32Array.of(value).buffer)];
  return { name, dims: [], dataType: FLOAT, bytes, varints: [], doubles: [], external: undefined };
}
