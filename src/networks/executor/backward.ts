import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../core/records/lab-error';
import type { NetworkGraph, NodeOf } from '../graph/graph';
import type { InputSpace } from './input-space';
import type { BackwardOptions, Gradients, Trace } from './network';
import { opOf, traitsOf } from '../ops/index';
import { rectifierGradient } from '../kernels/rectifier/rectifier-gradient';
import type { OpContext } from '../ops/op';
import { phrase } from '../../words/say';

/** What reverse mode reads of a network. */
interface Differentiable {
  readonly graph: NetworkGraph;
  readonly context: OpContext;
  readonly space: InputSpace;
}

/**
 * Reverse mode with respect to the z-score input, and any activations asked for; gradients where several paths meet are
 * summed, and every intermediate is freed as soon as it has been passed on. A value that no cotangent reaches has gradient
 * zero. Caller disposes the gradients. Throws LabError `bad-parameter` where a cotangent does not fit its node.
 */
export function backward(
  { graph, context, space }: Differentiable,
  trace: Trace,
  cotangents: ReadonlyMap<string, tf.Tensor>,
  options: BackwardOptions,
): Gradients {
  const asked = options.activations ?? [];
  const relu = options.relu ?? 'standard';
  const found = tf.tidy(() => {
    const gradients = new Map<string, tf.Tensor>();
    const accumulate = (id: string, gradient: tf.Tensor) => {
      const before = gradients.get(id);
      gradients.set(id, before ? tf.add(before, gradient) : gradient);
      if (before) tf.dispose([before, gradient]);
    };
    for (const [id, cotangent] of cotangents) accumulate(id, fitted(trace, id, cotangent));
    const rectifier = soleRectifiers(graph, (id) => asked.includes(id) || cotangents.has(id));
    for (const node of graph.nodes.toReversed()) {
      const dy = gradients.get(node.id);
      if (!dy || node.op === 'input') continue;
      const value = (id: string | undefined) => trace.activation(id ?? '');
      if (
        node.op === 'concat' &&
        isAlongChannels(node, value) &&
        node.inputs.every((id) => rectifier.has(id))
      ) {
        let offset = 0;
        for (const id of node.inputs) {
          const { input, ceiling } = rectifier.get(id) as SoleRectifier;
          const output = value(id);
          accumulate(input, rectifierGradient(dy, output, { rule: relu, ceiling, offset }));
          offset += output.shape.at(-1) ?? 0;
        }
        if (!asked.includes(node.id)) {
          dy.dispose();
          gradients.delete(node.id);
        }
        continue;
      }
      const parts = tf.tidy(() =>
        opOf(node.op).vjp({
          node,
          input: (index) => value(node.inputs[index]),
          output: () => value(node.id),
          dy,
          relu,
          context,
        }),
      );
      node.inputs.forEach((input, i) => accumulate(input, parts[i] as tf.Tensor));
      if (!asked.includes(node.id)) {
        dy.dispose();
        gradients.delete(node.id);
      }
    }
    const inputId = graph.nodes[0]?.id ?? '';
    const reached = gradients.get(inputId) ?? tf.zerosLike(trace.activation(inputId));
    return {
      input: space.vjp(reached as tf.Tensor4D),
      activations: asked.map((id) => gradients.get(id) ?? tf.zerosLike(trace.activation(id))),
    };
  });
  return {
    input: found.input,
    activations: new Map(asked.map((id, i) => [id, found.activations[i] as tf.Tensor])),
  };
}

/** Whether values are joined along their last axis. */
function isAlongChannels({ axis, inputs }: NodeOf<'concat'>, value: (id?: string) => tf.Tensor): boolean {
  return axis === undefined || axis === value(inputs[0]).rank - 2;
}

interface SoleRectifier {
  readonly input: string;
  readonly ceiling: number;
}

/**
 * Rectifiers that one node alone reads and nobody asks about, by id. A concatenation of such hands each its channels of the
 * gradient in the rectifier's own pass, instead of cutting it into pieces first.
 */
function soleRectifiers(
  { nodes, logits }: NetworkGraph,
  isAsked: (id: string) => boolean,
): ReadonlyMap<string, SoleRectifier> {
  const readers = new Map<string, number>([[logits, 1]]);
  for (const id of nodes.flatMap((node) => node.inputs)) readers.set(id, (readers.get(id) ?? 0) + 1);
  const found = new Map<string, SoleRectifier>();
  for (const node of nodes) {
    const { id, inputs } = node;
    const [input] = inputs;
    const { rectifier } = traitsOf(node);
    if (rectifier && input && readers.get(id) === 1 && !isAsked(id))
      found.set(id, { input, ceiling: rectifier.ceiling });
  }
  return found;
}

/** A cotangent in the shape of its node's value: `[N, classes]` for logits may stand for `[N, 1, 1, classes]`. */
function fitted(trace: Trace, id: string, cotangent: tf.Tensor): tf.Tensor {
  const { shape, size } = trace.activation(id);
  if (cotangent.size === size && cotangent.shape[0] === shape[0]) return tf.reshape(cotangent, shape);
  throw new LabError(
    'bad-parameter',
    phrase('The cotangent of “{id}” should have shape [{shape}], got [{shape2}].', {
      id,
      shape: shape.join(', '),
      shape2: cotangent.shape.join(', '),
    }),
    phrase('Give one number for each value of the layer.'),
  );
}
