import { LabError } from '../../core/records/lab-error';
import type { NetworkGraph, Node } from './graph';
import type { FusedActivation } from '../kernels/fused-activation';
import { traitsOf } from '../ops/index';
import { phrase } from '../../words/say';

/** One computation of a forward pass: a node, or a convolution together with the rectifier that is its only reader. */
export interface Step {
  /** The node whose value this step leaves behind. */
  readonly result: Node;
  /** The node that is computed; the convolution or dense layer where `activation` is fused into it. */
  readonly compute: Node;
  readonly activation: FusedActivation;
}

/** The steps to compute a node, and how many of them read each value. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly readers: ReadonlyMap<string, number>;
}

/**
 * The steps that compute `until` and nothing else, in order. A linear layer read by one rectifier alone becomes one step
 * with it, unless it is `until` or the logits. Throws LabError `bad-parameter` where there is no such node.
 */
export function planForward(graph: NetworkGraph, until: string): Plan {
  const needed = ancestors(graph, until);
  const nodes = graph.nodes.filter((node) => needed.has(node.id));
  const fused = new Map<string, Node>();
  const consumers = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const input of node.inputs) consumers.set(input, [...(consumers.get(input) ?? []), node]);
  }
  for (const node of nodes) {
    const [only, ...others] = consumers.get(node.id) ?? [];
    if (!only || others.length > 0 || node.id === until || node.id === graph.logits) continue;
    if (traitsOf(node).fuses && traitsOf(only).rectifier) fused.set(only.id, node);
  }
  const swallowed = new Set([...fused.values()].map((node) => node.id));
  const steps = nodes
    .filter((node) => !swallowed.has(node.id))
    .map((result): Step => {
      const compute = fused.get(result.id);
      const activation = compute ? traitsOf(result).rectifier?.activation : undefined;
      return { result, compute: compute ?? result, activation: activation ?? 'linear' };
    });
  const readers = new Map<string, number>();
  for (const step of steps) {
    for (const input of step.compute.inputs) readers.set(input, (readers.get(input) ?? 0) + 1);
  }
  return { steps, readers };
}

function ancestors(graph: NetworkGraph, until: string): Set<string> {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const needed = new Set<string>();
  const pending = [until];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (needed.has(id)) continue;
    const node = byId.get(id);
    if (!node) {
      throw new LabError(
        'bad-parameter',
        phrase('The network “{title}” has no layer “{id}”.', { title: graph.title, id }),
        phrase('Choose one of its {nodes} layers.', { nodes: graph.nodes.length }),
      );
    }
    needed.add(id);
    pending.push(...node.inputs);
  }
  return needed;
}
