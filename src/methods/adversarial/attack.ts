import type * as tf from '@tensorflow/tfjs-core';
import { byteDistance } from '../../core/pictures/byte-distance';
import { isRead, probabilitiesOf } from '../../core/statistics/answers';
import { readBack } from '../../tensors/read-back';
import { packRgba, roundToBytes } from '../../networks/kernels/picture/round-to-bytes';
import type { Network } from '../../networks/executor/network';
import type { Ascent, Goal } from '../ascent/ascent';
import { changeFromStart } from '../ascent/parts/change-from-start';
import type { TargetedGradientParams } from './targeted-gradient.params';

/** When a picture counts as fooling. */
type FoolingRule = Pick<TargetedGradientParams, 'stopRule' | 'confidence'>;

/**
 * What the attacks on a picture share: the change is what is optimised, until the network reads the target. Scalars: `l2`,
 * `floatProbability` and `fooled` of the unrounded iterate, `roundedFooled`, and the distance between the bytes.
 */
export async function attackOn<P extends FoolingRule>(
  start: tf.Tensor4D,
  network: Network,
  target: number,
): Promise<Pick<Ascent<P>, 'parameterisation' | 'goal' | 'report'>> {
  const { bytes } = await readBack(() => ({ bytes: roundToBytes(start) }));
  const input = packRgba(bytes);
  return {
    parameterisation: changeFromStart(start),
    goal: fooling(network, target),
    report: (pixels) => ({ ...byteDistance(input, pixels) }),
  };
}

/** The network reads the target. The rounded picture counts only once the iterate itself fools, and is classified only then. */
function fooling({ graph }: Network, target: number): Goal<FoolingRule> {
  const { kind } = graph.output;
  const probability = (logits: Float32Array): number => probabilitiesOf(logits, kind)[target] as number;
  const isFooled = (logits: Float32Array): boolean => isRead(logits, target, kind);
  return {
    async reached({ logits, shown }, { stopRule, confidence }) {
      if (stopRule === 'probability') return probability(logits) >= confidence;
      return isFooled(logits) && (stopRule === 'top1' || isFooled((await shown()).logits));
    },
    scalars: (logits, shownLogits) => ({
      floatProbability: probability(logits),
      fooled: Number(isFooled(logits)),
      roundedFooled: Number(isFooled(shownLogits)),
    }),
  };
}
