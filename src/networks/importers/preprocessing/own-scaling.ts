import type { Node, NodeOf } from '../../graph/graph';
import { type CollectedWeights, numbersOf } from '../../storage/lazy-numbers';

/** What a network does to its pixels before anything else: `slope * (x - zero)` in its steepest channel. */
export interface OwnScaling {
  readonly slope: number;
  /** The value of a pixel that becomes 0, furthest from 0 of all channels. */
  readonly zero: number;
}

/** The one node that reads another; undefined where none does, or several. */
export function soleReader(nodes: readonly Node[]): (id: string) => Node | undefined {
  const readers = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const id of node.inputs) readers.set(id, [...(readers.get(id) ?? []).slice(0, 1), node]);
  }
  return (id) => {
    const [only, other] = readers.get(id) ?? [];
    return other ? undefined : only;
  };
}

/** A weight's numbers; none where they lie in a file that is read later. */
export function nearNumbers(weights: CollectedWeights, name: string | undefined): Float32Array {
  const weight = name === undefined ? undefined : weights.get(name);
  const numbers = weight && numbersOf(weight);
  return numbers && numbers.far.length === 0 ? numbers.make() : new Float32Array();
}

/** The affine layers that a network begins with, as one; undefined where it begins with another layer. */
export function ownScaling(nodes: readonly Node[], weights: CollectedWeights): OwnScaling | undefined {
  const reader = soleReader(nodes);
  let own: { slopes: readonly number[]; shifts: readonly number[] } | undefined;
  let id = nodes[0]?.id ?? '';
  for (let taken = 0; taken < nodes.length; taken++) {
    const next = reader(id) ?? regathered(nodes, id, reader);
    if (next?.op === 'concat') {
      id = next.id;
      continue;
    }
    if (next?.op !== 'batchNorm') break;
    const { slopes, shifts } = affineOf(next, weights);
    own = own
      ? {
          shifts: own.shifts.map((shift, c) => (slopes[c] ?? 1) * shift + (shifts[c] ?? 0)),
          slopes: own.slopes.map((slope, c) => (slopes[c] ?? 1) * slope),
        }
      : { slopes, shifts };
    id = next.id;
  }
  if (!own) return undefined;
  const { slopes, shifts } = own;
  const furthest = (values: readonly number[]): number =>
    values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return {
    slope: Math.abs(furthest(slopes)),
    zero: furthest(shifts.map((shift, c) => -shift / (slopes[c] || 1))),
  };
}

/** The concatenation of all that is cut out of a value, as where a picture's colours are turned round; undefined where it is not so. */
function regathered(
  nodes: readonly Node[],
  from: string,
  reader: (id: string) => Node | undefined,
): Node | undefined {
  const cuts = nodes.filter(({ inputs }) => inputs.includes(from));
  const ends = new Set(
    cuts.map((cut) => {
      let next = cut.op === 'slice' ? reader(cut.id) : undefined;
      for (let i = 0; next?.op === 'reshape' && i < 3; i++) next = reader(next.id);
      return next;
    }),
  );
  const [end] = ends;
  return ends.size === 1 && end?.op === 'concat' && end.inputs.length === cuts.length ? end : undefined;
}

function affineOf(norm: NodeOf<'batchNorm'>, weights: CollectedWeights) {
  const [scale, offset, mean, variance] = [norm.scale, norm.offset, norm.mean, norm.variance].map((name) =>
    nearNumbers(weights, name),
  );
  const slopes = Array.from(
    scale ?? [],
    (value, c) => value / Math.sqrt((variance?.[c] ?? 1) + norm.epsilon),
  );
  const shifts = slopes.map((slope, c) => (offset?.[c] ?? 0) - slope * (mean?.[c] ?? 0));
  return { slopes, shifts };
}
