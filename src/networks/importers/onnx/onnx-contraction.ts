import { unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { type LazyNumbers, madeFrom } from '../../storage/lazy-numbers';
import { addNode, arranged, fileShape } from './onnx-axes';
import { permute } from './onnx-tensor';
import { type Conversion, label, type NodeValue } from './onnx-values';
import { phrase } from '../../../words/say';

/** A stored tensor, its axes called by letters. */
interface Stored {
  readonly letters: string;
  readonly dims: readonly number[];
  readonly numbers: LazyNumbers;
}

/**
 * The product of a computed value and a stored one, summed over the letters that both have and the result has not. Letters that both
 * have and the result has, too, are places with a matrix each: a convolution in as many groups.
 */
export function contraction(
  conversion: Conversion,
  { value, letters }: { readonly value: NodeValue; readonly letters: string },
  stored: Stored,
  result: string,
): NodeValue {
  const { builder, id } = conversion;
  const both = Array.from(letters).filter((letter) => stored.letters.includes(letter));
  const places = both.filter((letter) => result.includes(letter));
  const summed = both.filter((letter) => !result.includes(letter));
  const rows = Array.from(letters).filter((letter) => !both.includes(letter));
  const columns = Array.from(stored.letters).filter((letter) => !both.includes(letter));
  const dims = fileShape(conversion, value);
  const side = (letter: string): number => {
    const own = stored.letters.indexOf(letter);
    return (own < 0 ? dims[letters.indexOf(letter)] : stored.dims[own]) ?? 1;
  };
  const count = (group: readonly string[]): number => sizeOf(group.map(side));
  const fits = both.every((letter) => dims[letters.indexOf(letter)] === side(letter));
  if (!fits || [...rows, ...columns].some((letter) => !result.includes(letter)))
    throw unsupportedOp(
      phrase('{layer} with a stored tensor of shape [{dims}] is not supported on [{full}].', {
        layer: label(conversion),
        dims: stored.dims.join(', '),
        full: dims.join(', '),
      }),
    );
  const at = (group: readonly string[]): number[] => group.map((letter) => letters.indexOf(letter));
  const [groups, inner] = [count(places), count(summed)];
  const x = arranged(conversion, value, [...at(rows), ...at(places), ...at(summed)]);
  const shape = [count(rows), 1, groups * inner];
  const map = addNode(conversion, 'map', { op: 'reshape', inputs: [x], shape });
  const order = [...summed, ...places, ...columns].map((letter) => stored.letters.indexOf(letter));
  const { numbers } = stored;
  const values = madeFrom([numbers], numbers.length, (given) => permute(given, stored.dims, order));
  const outputs = groups * count(columns);
  const kernel = builder.weight(`${id}/kernel`, [1, 1, inner, outputs], values);
  const made = addNode(conversion, 'product', {
    ...{
      op: 'conv2d',
      inputs: [map],
      kernel,
      groups,
      strides: [1, 1],
      dilations: [1, 1],
      padding: [0, 0, 0, 0],
    },
  });
  const lying = [...rows, ...places, ...columns];
  const apart = builder.add({ id, inputs: [made], op: 'reshape', shape: lying.map(side) });
  return { kind: 'node', id: apart, axes: Array.from(result).map((letter) => lying.indexOf(letter)) };
}
