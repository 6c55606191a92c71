import type { Node, NodeOf } from '../graph/graph';
import { type CollectedWeights, numbersOf } from '../storage/lazy-numbers';

type Activation = NodeOf<'activation'>;
type Rest = Pick<Activation, 'function' | 'alpha' | 'beta'>;

/** A graph's nodes, and what they have of their ids. */
interface Fusing {
  readonly node: (id: string | undefined) => Node | undefined;
  /** The one number that a map by channels multiplies with or adds everywhere, if it is that and no more. */
  readonly affine: (node: Node | undefined) => Affine | null;
  /** What a value multiplies another with, through one or two such maps; null where it is computed otherwise. */
  readonly scaled: (id: string, of: string | undefined) => number | null;
}

interface Affine {
  readonly scale: number;
  readonly offset: number;
  readonly of: string;
}

/**
 * Exporters write out many an activation function: `x * sigmoid(x)`, `x * hardSigmoid(x)`, `x (1 + erf(x / √2)) / 2`. Each becomes
 * one node, which is computed in one pass, in place of its last one; nodes that nobody reads then are left out. The logits' node stays.
 */
export function fuseActivations(
  nodes: readonly Node[],
  weights: CollectedWeights,
  logits: string,
): { readonly nodes: readonly Node[]; readonly weights: CollectedWeights } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const node = (id: string | undefined): Node | undefined => byId.get(id ?? '');
  const affine = (one: Node | undefined): Affine | null => {
    const last = affineOf(one, weights);
    if (!last) return null;
    const before = affineOf(node(last.of), weights);
    // A sign and a factor apart are one factor.
    return before?.offset === 0 && before.scale === -1
      ? { ...last, scale: -last.scale, of: before.of }
      : last;
  };
  const fusing: Fusing = {
    node,
    affine,
    scaled(id, of) {
      if (id === of) return 1;
      const map = affine(node(id));
      return map && map.offset === 0 && map.of === of ? map.scale : null;
    },
  };
  const made = nodes.map((one): Node => {
    const found = gatedOf(one, fusing) ?? geluOf(one, fusing) ?? hardOf(one, fusing);
    return found ? { id: one.id, inputs: [found.of], op: 'activation', ...found.activation } : one;
  });
  if (made.every((one, i) => one === nodes[i])) return { nodes, weights };
  const kept = stillRead(made, nodes, logits);
  const named = new Set(kept.flatMap(weightNames));
  const gone = new Set(nodes.flatMap(weightNames).filter((name) => !named.has(name)));
  return { nodes: kept, weights: new Map([...weights].filter(([name]) => !gone.has(name))) };
}

interface Found {
  readonly of: string;
  readonly activation: Rest;
}

/** `x * gate(x)` */
function gatedOf(node: Node, { node: at }: Fusing): Found | null {
  if (node.op !== 'multiply') return null;
  for (const [i, id] of node.inputs.entries()) {
    const gate = at(id);
    const of = node.inputs[1 - i];
    if (!gate || of === undefined || gate.inputs[0] !== of) continue;
    if (gate.op === 'sigmoid') return { of, activation: { function: 'silu' } };
    const isHard = gate.op === 'activation' && gate.function === 'hardSigmoid';
    if (isHard && isNear(gate.alpha ?? 0.2, 1 / 6) && isNear(gate.beta ?? 0.5, 0.5))
      return { of, activation: { function: 'hardSwish' } };
  }
  return null;
}

const SIXTH = 1 / 6;
const HARD_SIGMOID = { function: 'hardSigmoid', alpha: SIXTH, beta: 0.5 } as const;

/** `relu6(x + 3) / 6` and `x relu6(x + 3) / 6`, either side divided or the product, as TensorFlow has them. */
function hardOf(node: Node, fusing: Fusing): Found | null {
  const alone = raisedOf(node, fusing);
  if (alone && isNear(alone.scale, SIXTH)) return { of: alone.of, activation: HARD_SIGMOID };
  const divided = fusing.affine(node);
  const last = divided?.offset === 0 ? fusing.node(divided.of) : node;
  if (last?.op !== 'multiply') return null;
  const factor = last === node ? 1 : (divided?.scale ?? 1);
  for (const [i, id] of last.inputs.entries()) {
    const gate = raisedOf(fusing.node(id), fusing);
    const other = fusing.scaled(last.inputs[1 - i] ?? '', gate?.of);
    if (gate && other !== null && isNear(gate.scale * other * factor, SIXTH))
      return { of: gate.of, activation: { function: 'hardSwish' } };
  }
  return null;
}

/** `scale * relu6(x + 3)` */
function raisedOf(node: Node | undefined, { node: at, affine }: Fusing): Pick<Affine, 'scale' | 'of'> | null {
  const scaled = affine(node);
  const cut = scaled?.offset === 0 ? at(scaled.of) : node;
  const inner = cut?.op === 'relu6' ? affine(at(cut.inputs[0])) : null;
  if (!inner || !isNear(inner.scale, 1) || !isNear(inner.offset, 3)) return null;
  return { of: inner.of, scale: cut === node ? 1 : (scaled?.scale ?? 1) };
}

/** `x (1 + erf(x / √2)) / 2`, halved before or after. */
function geluOf(node: Node, { node: at, affine }: Fusing): Found | null {
  const halved = affine(node);
  const last = halved?.offset === 0 ? at(halved.of) : node;
  const factor = halved?.offset === 0 ? halved.scale : 1;
  if (last?.op !== 'multiply') return null;
  for (const [i, id] of last.inputs.entries()) {
    const other = last.inputs[1 - i] ?? '';
    const raised = affine(at(id));
    const erf = at(raised?.of);
    if (!raised || erf?.op !== 'activation' || erf.function !== 'erf') continue;
    const shrunk = affine(at(erf.inputs[0]));
    if (!shrunk || shrunk.offset !== 0 || !isNear(Math.abs(shrunk.scale), Math.SQRT1_2)) continue;
    // The other side is x itself, or half of it.
    const half = other === shrunk.of ? null : affine(at(other));
    if (half && (half.of !== shrunk.of || half.offset !== 0)) continue;
    if (!half && other !== shrunk.of) continue;
    const whole = factor * (half?.scale ?? 1);
    // TensorFlow writes erfc(-x / √2): the error function is odd.
    const sign = Math.sign(shrunk.scale);
    if (isNear(sign * raised.scale * whole, 0.5) && isNear(raised.offset * whole, 0.5))
      return { of: shrunk.of, activation: { function: 'gelu' } };
  }
  return null;
}

function affineOf(node: Node | undefined, weights: CollectedWeights): Affine | null {
  if (node?.op !== 'batchNorm') return null;
  const [scale, offset, mean, variance] = [node.scale, node.offset, node.mean, node.variance].map((name) => {
    const weight = weights.get(name);
    const numbers = weight && numbersOf(weight);
    if (!numbers || numbers.far.length > 0) return null;
    const values = numbers.make();
    const [first] = values;
    return first !== undefined && values.every((value) => value === first) ? first : null;
  });
  if (typeof scale !== 'number' || typeof offset !== 'number') return null;
  if (typeof mean !== 'number' || typeof variance !== 'number') return null;
  const slope = scale / Math.sqrt(variance + node.epsilon);
  return { scale: slope, offset: offset - mean * slope, of: node.inputs[0] ?? '' };
}

/** As far as exporters write the constants' digits. */
function isNear(value: number, wanted: number): boolean {
  return Math.abs(value - wanted) < 1e-5;
}

/** The nodes on the way to the logits, and those that never were and stay. */
function stillRead(made: readonly Node[], before: readonly Node[], logits: string): readonly Node[] {
  const ends = new Set(before.map(({ id }) => id));
  for (const id of before.flatMap(({ inputs }) => inputs)) ends.delete(id);
  const read = new Set([logits, ...ends]);
  for (const { id, inputs } of made.toReversed())
    if (read.has(id)) for (const input of inputs) read.add(input);
  return made.filter(({ id, op }) => op === 'input' || read.has(id));
}

/** What a node names besides its inputs: among them its weights. */
function weightNames(node: Node): string[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key !== 'id' && key !== 'op' && typeof value === 'string' ? [value] : [],
  );
}
