import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../core/records/lab-error';
import { backward } from './backward';
import type { NetworkGraph, Node, WeightArrays } from '../graph/graph';
import { createInputSpace } from './input-space';
import type { Network } from './network';
import { createNetworkWeights } from './network-weights';
import { opOf } from '../ops/index';
import type { FusedActivation } from '../kernels/fused-activation';
import { planForward, type Plan } from '../graph/plan';
import { phrase } from '../../words/say';

/**
 * A network on the current backend. Kernels that reverse mode needs are prepared on the first `backward` and kept, so
 * count tensors after one; `dispose` frees the weights and those kernels alike.
 */
export function createNetwork(graph: NetworkGraph, weights: WeightArrays): Network {
  const context = createNetworkWeights(weights);
  const space = createInputSpace(graph.input.preprocessing);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const plans = new Map<string, Plan>();

  const planTo = (until: string): Plan => {
    const plan = plans.get(until) ?? planForward(graph, until);
    plans.set(until, plan);
    return plan;
  };

  const compute = (
    node: Node,
    activation: FusedActivation,
    x: tf.Tensor4D,
    value: (id: string) => tf.Tensor,
  ): tf.Tensor =>
    tf.tidy(() => {
      if (node.op === 'input') return space.forward(x);
      return opOf(node.op).forward(node, node.inputs.map(value), context, activation);
    });

  /** Runs a plan; `spent` hears of each value right after its last reader. */
  const execute = (plan: Plan, x: tf.Tensor4D, spent: (value: tf.Tensor, id: string) => void) => {
    const values = new Map<string, tf.Tensor>();
    const remaining = new Map(plan.readers);
    const value = (id: string) => known(values, id);
    for (const { result, compute: node, activation } of plan.steps) {
      values.set(result.id, compute(node, activation, x, value));
      for (const input of node.inputs) {
        const left = (remaining.get(input) ?? 0) - 1;
        remaining.set(input, left);
        if (left === 0) spent(value(input), input);
      }
    }
    return values;
  };

  const asLogits = (value: tf.Tensor): tf.Tensor2D => tf.reshape(value, [value.shape[0], -1]);

  return {
    graph,

    logits(x) {
      checkInput(graph, x);
      return tf.tidy(() => {
        const values = execute(planTo(graph.logits), x, (value) => value.dispose());
        return asLogits(known(values, graph.logits));
      });
    },

    forward(x, options = {}) {
      if (!options.anySize) checkInput(graph, x);
      const until = options.until ?? graph.logits;
      const plan = planTo(until);
      let values = new Map<string, tf.Tensor>();
      const [logits] = tf.tidy(() => {
        values = execute(plan, x, () => undefined);
        const last = values.get(graph.logits);
        return [last ? asLogits(last) : undefined, ...values.values()] as [tf.Tensor2D | undefined];
      });
      const computed = new Set(plan.steps.map((step) => step.compute.id));
      const activation = (id: string): tf.Tensor => {
        const value = values.get(id);
        if (value) return value;
        const node = nodes.get(id);
        if (!node || !computed.has(id)) throw notComputed(graph, id, until);
        // Fused away in the forward pass, so computed on its own now; kept, for this may run inside a caller's tidy.
        const recomputed = tf.keep(compute(node, 'linear', x, activation));
        values.set(id, recomputed);
        return recomputed;
      };
      return {
        get logits() {
          if (!logits) throw notComputed(graph, graph.logits, until);
          return logits;
        },
        activation,
        dispose() {
          tf.dispose([...values.values(), ...(logits ? [logits] : [])]);
          values.clear();
          computed.clear();
        },
      };
    },

    backward: (trace, cotangents, options = {}) =>
      backward({ graph, context, space }, trace, cotangents, options),

    dispose: () => context.dispose(),
  };
}

function known(values: ReadonlyMap<string, tf.Tensor>, id: string): tf.Tensor {
  const value = values.get(id);
  if (!value) throw new Error(`${id} is read before it is computed`);
  return value;
}

function checkInput({ input, title }: NetworkGraph, x: tf.Tensor4D): void {
  const [, height, width, channels] = x.shape;
  if (x.rank === 4 && height === input.size[0] && width === input.size[1] && channels === 3) return;
  throw new LabError(
    'bad-parameter',
    phrase('“{title}” takes pictures of shape [N, {size}, {size2}, 3], got [{shape}].', {
      title,
      size: input.size[0],
      size2: input.size[1],
      shape: x.shape.join(', '),
    }),
    phrase('Fit the picture to the network’s size first.'),
  );
}

function notComputed(graph: NetworkGraph, id: string, until: string): LabError {
  return new LabError(
    'bad-parameter',
    phrase('Layer “{id}” of “{title}” was not computed: the forward pass went as far as “{until}”.', {
      id,
      title: graph.title,
      until,
    }),
    phrase('Ask for a layer on the way there, or run the network further.'),
  );
}
