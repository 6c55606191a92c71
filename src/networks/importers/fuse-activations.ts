import type { Node, NodeOf } from '../graph/graph';
import { type CollectedWeights, numbersOf } from '../storage/lazy-numbers';

type Activation = NodeOf<'activation'>;
type Rest = Pick<Activation, 'function' | 'alpha' | 'beta'>;

/** A graph's nodes, and what they have of their ids. */
interface Fusing {
  readonly node: (id: string | undefined) => Node | undefined;
  /** The one number that a map by channels multiplies with or adds everywhere, if it is that and no more. */
  readonly affine: (node: Node | undefined) => Affine | null;
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
  const fusing: Fusing = {
    node: (id) => byId.get(id ?? ''),
    affine: (node) => affineOf(node, weights),
  };
  const made = nodes.map((node): Node => {
    const found = gatedOf(node, fusing) ?? geluOf(node, fusing);
    return found ? { id: node.id, inputs: [found.of], op: 'activation', ...found.activation } : node;
  });
  if (made.every((node, i) => node === nodes[i])) return { nodes, weights };
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
    if (!shrunk || shrunk.offset !== 0 || !isNear(shrunk.scale, Math.SQRT1_2)) continue;
    // The other side is x itself, or half of it.
    const half = other === shrunk.of ? null : affine(at(other));
    if (half && (half.of !== shrunk.of || half.offset !== 0)) continue;
    if (!half && other !== shrunk.of) continue;
    const whole = factor * (half?.scale ?? 1);
    if (isNear(raised.scale * whole, 0.5) && isNear(raised.offset * whole, 0.5))
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
