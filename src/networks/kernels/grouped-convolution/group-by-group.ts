import * as tf from '@tensorflow/tfjs-core';
import { convolution, type Filter } from '../convolution/convolution';
import { convolutionInputGradient } from '../convolution/convolution-gradient';
import { activated } from '../fused-activation';
import type { GroupedConvolution } from './grouped-convolution-work';

/** A convolution in groups as one convolution each, for backends that have none in groups. Caller disposes. */
export function groupByGroup(x: tf.Tensor4D, filter: Filter, work: GroupedConvolution): tf.Tensor4D {
  return tf.tidy(() => {
    const parts = tf.split(x, work.groups, 3).map((slice, g) => {
      const part = slice as tf.Tensor4D;
      const group = groupOf(filter, work.groups, g);
      return work.back
        ? backward(part, group, work, g)
        : convolution(part, group, { ...work, activation: 'linear' });
    });
    const whole = tf.concat(parts, 3);
    if (work.back) return whole;
    const { bias } = filter;
    return activated(bias ? tf.add(whole, bias.plain()) : whole, work.activation) as tf.Tensor4D;
  });
}

function backward(dy: tf.Tensor4D, group: Filter, work: GroupedConvolution, g: number): tf.Tensor4D {
  const [batch, height, width] = work.shape;
  return convolutionInputGradient({
    ...work,
    dy,
    kernel: group.plain(),
    inputShape: [batch, height, width, work.inputs],
    prepared: (kind, make) => group.keep(`${kind} of group ${g}`, make),
  });
}

/** One group's part of a filter, without a bias. */
function groupOf(filter: Filter, groups: number, g: number): Filter {
  const [kh, kw, inputs, outputs] = filter.shape;
  const width = outputs / groups;
  const source = (): tf.Tensor4D => tf.slice(filter.source(), [0, 0, 0, g * width], [-1, -1, -1, width]);
  const plain = (): tf.Tensor4D => filter.keep(`group ${g}`, source) as tf.Tensor4D;
  return {
    shape: [kh, kw, inputs, width],
    plain,
    source: plain,
    keep: (form, make) => filter.keep(`${form} of group ${g}`, make),
  };
}
