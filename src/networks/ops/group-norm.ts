import * as tf from '@tensorflow/tfjs-core';
import { unsupportedModel } from '../graph/failures';
import { readsOnce } from '../graph/layer-work';
import { expectChannels, expectWeight } from '../graph/shape-checks';
import { standardised, standardisedGradient } from '../kernels/layer-norm/layer-norm';
import type { Op } from './op';
import { phrase } from '../../words/say';

/**
 * Normalisation over all places and the channels of each group, with a scale and an offset for each channel; Wu and He 2018,
 * https://arxiv.org/abs/1803.08494. In as many groups as channels it is instance normalisation.
 */
export const groupNorm: Op<'groupNorm'> = {
  places: 'finished',
  nonNegative: 'no',

  forward({ groups, scale, offset, epsilon }, [x], context) {
    if (!x) throw new Error('groupNorm takes one input');
    const { standard } = standardised(byGroup(x, groups), epsilon);
    return tf.add(tf.mul(byPlace(standard, x.shape), context.weight(scale)), context.weight(offset));
  },
  vjp({ node, input, dy, context }) {
    const x = input(0);
    const g = byGroup(tf.mul(dy, context.weight(node.scale)), node.groups);
    const back = standardisedGradient(g, standardised(byGroup(x, node.groups), node.epsilon));
    return [byPlace(back, x.shape)];
  },

  shape(node, [x = []], weight) {
    for (const name of [node.scale, node.offset]) {
      expectChannels(node, x, weight(name)[0] ?? 0);
      expectWeight(node, name, weight(name), weight(node.scale));
    }
    const channels = x.at(-1) ?? 0;
    if (node.groups >= 1 && channels % node.groups === 0) return x;
    throw unsupportedModel(
      phrase('{id}: {channels} channels do not split into {groups} groups.', {
        id: node.id,
        channels,
        groups: node.groups,
      }),
    );
  },
  work: readsOnce,
};

/** `[N, ..., C]` as `[N, groups, places * C / groups]`. */
function byGroup(x: tf.Tensor, groups: number): tf.Tensor {
  const [n = 1] = x.shape;
  const width = (x.shape.at(-1) ?? 1) / groups;
  const places = x.size / n / groups / width;
  const apart = tf.reshape(x, [n, places, groups, width]);
  return tf.reshape(tf.transpose(apart, [0, 2, 1, 3]), [n, groups, places * width]);
}

function byPlace(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const [n = 1, groups = 1, size = 1] = x.shape;
  const width = (shape.at(-1) ?? 1) / groups;
  const apart = tf.reshape(x, [n, groups, size / width, width]);
  return tf.reshape(tf.transpose(apart, [0, 2, 1, 3]), [...shape]);
}
