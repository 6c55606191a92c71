import * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../../core/records/lab-error';
import { resizeBilinear } from '../../../core/pictures/resize-bilinear';
import { roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import type { NetworkGraph } from '../../../networks/graph/graph';
import type { Network, Trace } from '../../../networks/executor/network';
import { readBack } from '../../../tensors/read-back';
import { phrase } from '../../../words/say';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { attentionOf } from '../class-activation/cam-layers';
import { onlyFrame } from '../perturbation/seen-picture';
import { ATTENTION_ROLLOUT, type NoParams } from './attention-rollout.params';

/**
 * One frame: how much of each patch reaches the class token by attention, layer after layer, stretched bilinearly; of a network
 * without a class token the mean over all tokens. Scalars: `layerHeight`, `layerWidth`, `attentionLayers`. Throws `bad-parameter`
 * where the network has no attention over all of the picture. https://arxiv.org/abs/2005.00928
 */
export const attentionRollout: Method<NoParams> = {
  ...ATTENTION_ROLLOUT,

  async *run(network, x, context) {
    const picture = requirePicture(ATTENTION_ROLLOUT, x);
    await context.checkpoint(0);
    const attention = attentionOf(network.graph);
    if (!attention) throw noAttention(network.graph);
    let grid = { height: 0, width: 0 };
    const read = await readBack(() => {
      const trace = network.forward(picture);
      try {
        const shape = trace.activation(attention.tokens.map).shape;
        grid = { height: shape[1] ?? 1, width: shape[2] ?? 1 };
        return {
          gathered: gatheredFrom(network, trace, attention, grid.height * grid.width),
          logits: tf.clone(trace.logits),
          bytes: roundToBytes(picture),
        };
      } finally {
        trace.dispose();
      }
    });
    const [, height, width] = picture.shape;
    yield onlyFrame(network, read, picture, context.target, {
      attribution: resizeBilinear(read.gathered, grid, { height, width }),
      scalars: {
        layerHeight: grid.height,
        layerWidth: grid.width,
        attentionLayers: attention.layers.length,
      },
    });
  },
};

/** What each patch gave, `[patches]`. Caller disposes. */
function gatheredFrom(
  { graph }: Network,
  trace: Trace,
  { layers, tokens }: NonNullable<ReturnType<typeof attentionOf>>,
  patches: number,
): tf.Tensor {
  return tf.tidy(() => {
    const flow = rollout(
      layers.map((id) => meanOverHeads(graph, trace.activation(id), tokens.first + patches)),
    );
    const rows = tokens.first > 0 ? tf.slice(flow, [0, 0], [1, -1]) : tf.mean(flow, 0, true);
    return tf.reshape(tf.slice(rows, [0, tokens.first], [1, patches]), [patches]);
  });
}

/** `Ã_L · … · Ã₁` of attention matrices `[T, T]`, the first layer's first: row i is what token i gathered from. Called inside a tidy. */
export function rollout(layers: readonly tf.Tensor2D[]): tf.Tensor2D {
  const [first] = layers;
  const identity = tf.eye(first?.shape[0] ?? 0);
  const mixed = layers.map((attention) => tf.div(tf.add(attention, identity), 2));
  return mixed.reduce<tf.Tensor2D>((flow, own) => tf.matMul(own, flow), identity);
}

/** `[1, …, T, T]` averaged over what stands before, where each of all tokens weighs all of them. */
function meanOverHeads(graph: NetworkGraph, attention: tf.Tensor, tokens: number): tf.Tensor2D {
  const [rows = 0, columns = 0] = attention.shape.slice(-2);
  if (rows !== tokens || columns !== tokens) throw noAttention(graph);
  return tf.mean(tf.reshape<tf.Rank.R3>(attention, [-1, rows, columns]), 0);
}

function noAttention({ title }: NetworkGraph): LabError {
  return new LabError(
    'bad-parameter',
    phrase(
      '“{title}” has no layer in which every patch of the picture attends to every other, and attention rollout needs that.',
      {
        title,
      },
    ),
    phrase('Choose a vision transformer, or another method.'),
  );
}
