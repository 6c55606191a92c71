import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../core/lab-error';
import type { NetworkGraph } from './graph';
import type { InputSpace } from './input-space';
import type { BackwardOptions, Gradients, Trace } from './network';
import { opOf } from './ops/index';
import type { OpContext } from './ops/op';

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
    for (const node of graph.nodes.toReversed()) {
      const dy = gradients.get(node.id);
      if (!dy || node.op === 'input') continue;
      const value = (id: string | undefined) => trace.activation(id ?? '');
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

/** A cotangent in the shape of its node's value: `[N, classes]` for logits may stand for `[N, 1, 1, classes]`. */
function fitted(trace: Trace, id: string, cotangent: tf.Tensor): tf.Tensor {
  const { shape, size } = trace.activation(id);
  if (cotangent.size === size && cotangent.shape[0] === shape[0]) return tf.reshape(cotangent, shape);
  throw new LabError(
    'bad-parameter',
    `The cotangent of "${id}" should have shape [${shape.join(', ')}], got [${cotangent.shape.join(', ')}].`,
    'Give one number for each value of the layer.',
  );
}
