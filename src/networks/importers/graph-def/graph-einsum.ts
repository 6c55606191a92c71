import { constantOf, type OnnxValue } from '../onnx/onnx-values';
import { textAttribute } from './graph-attributes';
import {
  computed,
  dimsOf,
  type GraphConversion,
  type GraphConverter,
  inputAt,
  integers,
  lacks,
} from './graph-values';
import { phrase } from '../../../words/say';

/** Einsum of two values: by a stored one as a dense layer over the letters that are summed, else as ONNX's. */
export const einsum: GraphConverter = (conversion) => {
  const equation = (textAttribute(conversion.node, 'equation') ?? '').replaceAll(' ', '');
  const [terms = '', result = ''] = equation.split('->');
  const [a = '', b = '', ...more] = terms.split(',');
  const [x, y] = [inputAt(conversion, 0), inputAt(conversion, 1)];
  if (more.length > 0 || !/^[A-Za-z]+,[A-Za-z]+->[A-Za-z]+$/.test(equation))
    throw lacks(conversion, phrase('by “{equation}”', { equation: equation.slice(0, 40) }));
  if (constantOf(y)) return byStored(conversion, { value: x, letters: a }, { value: y, letters: b }, result);
  if (constantOf(x)) return byStored(conversion, { value: y, letters: b }, { value: x, letters: a }, result);
  return computed(conversion, 'Einsum', [x, y], { equation });
};

interface Term {
  readonly value: OnnxValue;
  readonly letters: string;
}

function byStored(conversion: GraphConversion, x: Term, stored: Term, result: string): OnnxValue {
  const sides = new Map<string, number>();
  for (const { value, letters } of [x, stored])
    dimsOf(conversion, value).forEach((side, axis) => sides.set(letters[axis] ?? '', side));
  const among = (letters: string, of: string): string[] =>
    Array.from(letters).filter((letter) => of.includes(letter));
  const summed = among(stored.letters, x.letters);
  const made = Array.from(stored.letters).filter((letter) => !summed.includes(letter));
  const kept = Array.from(x.letters).filter((letter) => !summed.includes(letter));
  const letters = [...kept, ...made];
  const isProduct = summed.length > 0 && summed.every((letter) => !result.includes(letter));
  if (!isProduct || letters.toSorted().join('') !== Array.from(result).toSorted().join(''))
    throw lacks(conversion, phrase('by such a stored value'));
  const of = (some: readonly string[]): number[] => some.map((letter) => sides.get(letter) ?? 1);
  const flat = (some: readonly string[]): number => of(some).reduce((all, side) => all * side, 1);
  const turn = (from: readonly string[], value: OnnxValue, to: readonly string[], what?: string): OnnxValue =>
    from.join('') === to.join('')
      ? value
      : computed(conversion, 'Transpose', [value], { perm: to.map((letter) => from.indexOf(letter)) }, what);
  const shaped = (value: OnnxValue, to: readonly number[], what: string): OnnxValue =>
    computed(conversion, 'Reshape', [value, integers(...to)], { allowzero: 1 }, what);
  const rows = shaped(
    turn(Array.from(x.letters), x.value, [...kept, ...summed], 'rows_turned'),
    [...of(kept), flat(summed)],
    'rows',
  );
  const matrix = shaped(
    turn(Array.from(stored.letters), stored.value, [...summed, ...made], 'matrix_turned'),
    [flat(summed), flat(made)],
    'matrix',
  );
  const product = computed(conversion, 'MatMul', [rows, matrix], {}, 'product');
  return turn(letters, shaped(product, of(letters), 'apart'), Array.from(result));
}
