import { permute } from './onnx-tensor';
import { unsupportedOp } from '../../graph/failures';
import { madeFrom } from '../../storage/lazy-numbers';
import { scaledBy } from './onnx-affine';
import { joined } from './onnx-arithmetic';
import { addNode, nodeInput, plain } from './onnx-axes';
import { matMul } from './onnx-linear';
import {
  constantOf,
  type Conversion,
  type Converter,
  floatAttribute,
  integerAttribute,
  label,
  type NodeValue,
  type OnnxValue,
  optionalInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

/** `x * sigmoid(alpha x)`, as ONNX Runtime joins it. */
export const quickGelu: Converter = (conversion) => {
  const x = nodeInput(conversion);
  const scaled = scaledBy(conversion, x, floatAttribute(conversion, 'alpha', 1.702));
  const gate = addNode(conversion, 'gate', { op: 'sigmoid', inputs: [scaled.id] });
  return joined(conversion, [x, { ...x, id: gate }], 'multiply');
};

/** MatMul of matrices that may lie with their sides exchanged, times a number, as ONNX Runtime joins it. */
export const fusedMatMul: Converter = (conversion) => {
  const { node } = conversion;
  if (['transBatchA', 'transBatchB'].some((name) => integerAttribute(conversion, name, 0) === 1))
    throw unsupportedOp(
      phrase('{layer} with {got} is not supported.', { layer: label(conversion), got: 'transBatch' }),
    );
  const sides = ['transA', 'transB'].map((name, i) => {
    const side = optionalInput(conversion, i);
    return integerAttribute(conversion, name, 0) === 1 ? exchanged(conversion, side) : side;
  });
  // Both may read one value, each in its own way.
  const inputs = ['left', 'right'];
  const value = (name: string): OnnxValue | undefined => sides[inputs.indexOf(name)];
  const made = matMul({ ...conversion, node: { ...node, inputs }, value }) as NodeValue;
  const alpha = floatAttribute(conversion, 'alpha', 1);
  return alpha === 1 ? made : scaledBy(conversion, made, alpha);
};

/** A value with its last two axes exchanged. */
function exchanged(conversion: Conversion, value: OnnxValue | undefined): OnnxValue | undefined {
  const swap = <T>(list: readonly T[]): T[] => [...list.slice(0, -2), ...list.slice(-2).toReversed()];
  if (value?.kind === 'node') {
    const x = plain(conversion, value);
    return { ...x, axes: swap(x.axes) };
  }
  const constant = constantOf(value);
  if (constant?.kind !== 'reals') return value;
  const { dims, numbers } = constant;
  const order = swap([...dims.keys()]);
  return {
    kind: 'reals',
    dims: swap(dims),
    numbers: madeFrom([numbers], numbers.length, (given) => permute(given, dims, order)),
  };
}
