import { unsupportedOp } from '../../graph/failures';
import { fileShape, nodeInput } from './onnx-axes';
import { contraction } from './onnx-contraction';
import { product } from './onnx-linear';
import { toShape } from './onnx-reshaping';
import {
  constantOf,
  type Conversion,
  type Converter,
  label,
  named,
  type NodeValue,
  optionalInput,
  weightInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

/** Einsum of two values that is a product of matrices: letters that both have and the result has are places. */
export const einsum: Converter = (conversion) => {
  const equation = (conversion.node.attributes.get('equation')?.text ?? '').replaceAll(' ', '');
  const [terms = '', result = ''] = equation.split('->');
  const [a = '', b = '', ...more] = terms.split(',');
  const sane = /^[A-Za-z]+,[A-Za-z]+->[A-Za-z]+$/.test(equation) && [a, b, result].every(isDistinct);
  const both = Array.from(a).filter((letter) => b.includes(letter));
  const places = both.filter((letter) => result.includes(letter));
  const summed = both.filter((letter) => !result.includes(letter));
  const [left, right] = [
    Array.from(a).filter((letter) => !b.includes(letter)),
    Array.from(b).filter((letter) => !a.includes(letter)),
  ];
  const used = [...left, ...right].every((letter) => result.includes(letter));
  if (!sane || more.length > 0 || !used || summed.length === 0 || conversion.node.inputs.length !== 2) {
    throw unsupportedOp(
      phrase('{layer} by “{equation}” is not supported; supported: products of two.', {
        layer: label(conversion),
        equation,
      }),
    );
  }
  for (const index of [0, 1] as const) {
    const stored = constantOf(optionalInput(conversion, 1 - index));
    if (!stored) continue;
    const [own, others] = index === 0 ? [a, b] : [b, a];
    const { dims, numbers } = weightInput(conversion, 1 - index);
    const value = nodeInput(conversion, index);
    return contraction(conversion, { value, letters: own }, { letters: others, dims, numbers }, result);
  }
  const x = matrix(conversion, 0, a, [places, left, summed]);
  const y = matrix(conversion, 1, b, [places, summed, right]);
  const made = product(conversion, x.value, y.value);
  const letters = [...places, ...left, ...right];
  const sides = letters.map((letter) => x.side(letter) ?? y.side(letter) ?? 1);
  const apart = toShape(named(conversion, 'apart'), made, sides);
  return { ...apart, axes: Array.from(result).map((letter) => apart.axes[letters.indexOf(letter)] ?? -1) };
};

function isDistinct(letters: string): boolean {
  return new Set(letters).size === letters.length;
}

/** An input as `[places, rows, columns]`. */
function matrix(
  conversion: Conversion,
  index: number,
  letters: string,
  groups: readonly (readonly string[])[],
): { readonly value: NodeValue; readonly side: (letter: string) => number | undefined } {
  const x = nodeInput(conversion, index);
  const dims = fileShape(conversion, x);
  const side = (letter: string): number | undefined => dims[letters.indexOf(letter)];
  const order = groups.flat();
  const turned: NodeValue = { ...x, axes: order.map((letter) => x.axes[letters.indexOf(letter)] ?? -1) };
  const sizes = groups.map((group) => group.reduce((product2, letter) => product2 * (side(letter) ?? 1), 1));
  return { value: toShape(named(conversion, `matrix${index}`), turned, sizes), side };
}
