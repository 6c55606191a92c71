import { Misfit, unsupportedModel } from '../graph/failures';
import type { NetworkGraph, Pair } from '../graph/graph';
import { phrase } from '../../words/say';

/** Side of the picture that is proposed where a file leaves it open: what most classifiers were trained on. */
export const USUAL_SIDE = 224;
const LARGEST_SIDE = 1024;

/** What a file says of its pictures' `[H, W]`; 0 for a side that it leaves open. */
export type SaidSize = Pair;

/** What was read, and whether the size of its pictures is the person's to choose. */
interface Sized<T> {
  readonly result: T;
  readonly open: boolean;
}

/**
 * Reads a network at the size its file says, or `wanted`. Where the file leaves it open, at 224 x 224, or at the square that
 * its layers are made for, if they fix it: a flattened map is of one size. Throws what `read` throws, and LabError
 * `unsupported-model` naming the size that fits where `wanted` does not.
 */
export function readAtSize<T>(said: SaidSize, wanted: Pair | undefined, read: (size: Pair) => T): Sized<T> {
  if (said.every((side) => side > 0)) return { result: read(wanted ?? said), open: false };
  const at = (side: number): Pair => [said[0] || side, said[1] || side];
  const size = wanted ?? at(USUAL_SIDE);
  const first = attempt(() => read(size));
  if (!(first instanceof Misfit)) {
    if (first instanceof Error) throw first;
    const other: Pair = [said[0] || size[0] * 2, said[1] || size[1] * 2];
    return { result: first.result, open: !(attempt(() => read(other)) instanceof Misfit) };
  }
  const side = fittingSide((length) => attempt(() => read(at(length))));
  if (side === null) throw first;
  if (!wanted) return { result: read(at(side)), open: false };
  throw unsupportedModel(
    phrase(
      'At {size} pixels layer “{layer}” would read {got, number} numbers, and it is made for {expected, number}: this network takes pictures of {side}.',
      {
        size: size.join(' x '),
        layer: first.layer,
        got: first.got,
        expected: first.expected,
        side: at(side).join(' x '),
      },
    ),
    {},
    phrase('Choose {size}.', { size: at(side).join(' x ') }),
  );
}

/** A graph whose pictures may be of another size. */
export function withOpenSize(graph: NetworkGraph): NetworkGraph {
  return { ...graph, input: { ...graph.input, open: true } };
}

/** What was read, or why it could not be. */
function attempt<T>(read: () => T): { readonly result: T } | Error {
  try {
    return { result: read() };
  } catch (thrown) {
    if (thrown instanceof Error) return thrown;
    throw thrown;
  }
}

/** Of the sides at which the layers fit, the roundest in binary; null where none does. Larger pictures give no fewer numbers. */
function fittingSide(read: (side: number) => { readonly result: unknown } | Error): number | null {
  /** How the numbers at a side compare with those that are needed: fewer, as many, or more. */
  const balance = (side: number): number => {
    const got = read(side);
    if (got instanceof Misfit) return got.got - got.expected;
    // Where windows are larger than the map, the picture is too small.
    return got instanceof Error ? side - USUAL_SIDE : 0;
  };
  const least = (above: number): number => {
    let [low, high] = [1, LARGEST_SIDE + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (balance(middle) > above) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const [first, past] = [least(-1), least(0)];
  if (first >= past || first > LARGEST_SIDE) return null;
  let step = LARGEST_SIDE;
  while (Math.ceil(first / step) * step >= past) step /= 2;
  return Math.ceil(first / step) * step;
}
