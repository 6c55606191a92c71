import type * as tf from '@tensorflow/tfjs-core';
import { isRead, probabilitiesOf } from '../../core/statistics/answers';
import { readBack } from '../../tensors/read-back';
import { packRgba, roundToBytes } from '../../networks/kernels/picture/round-to-bytes';
import type { Network } from '../../networks/executor/network';
import type { Ascent, Goal, Projection } from '../ascent/ascent';
import { changeFromStart } from '../ascent/parts/change-from-start';
import { distanceFrom } from './attack-distance';
import type { AttackAim, AttackStop } from './attack-rows';

/** When a run has fooled the network enough to end. */
export interface FoolingRule {
  readonly stopRule: AttackStop;
  readonly confidence: number;
  /** Changed copies that each step goes through. */
  readonly copies?: number;
}

export interface AttackSetup {
  /** Whether the network is to read the target, or to read it no longer. */
  readonly aim?: AttackAim;
  /** Makes the point to set out from, where that is not the picture. */
  readonly first?: Projection | undefined;
}

/**
 * What the attacks on a picture share: the change is what is optimised, until the network reads the target, or reads it no
 * longer. Scalars: `floatL2` (the length of the change in z-score space), `floatProbability` (the target's) and `fooled` of the
 * unrounded iterate; `roundedFooled` and the distance (`distanceFrom`) of the bytes; `queries`, one a step: its pass through the
 * network, there and back, and one more for each copy that it goes through. With copies also `copies` and `copiesFooled`: how many
 * of the step's own fooled, before it was taken.
 */
export async function attackOn<P extends FoolingRule>(
  start: tf.Tensor4D,
  network: Network,
  target: number,
  { aim = 'towards', first }: AttackSetup = {},
): Promise<Pick<Ascent<P>, 'parameterisation' | 'goal' | 'report'>> {
  const { bytes } = await readBack(() => ({ bytes: roundToBytes(start) }));
  const [height, width] = network.graph.input.size;
  const distance = distanceFrom(packRgba(bytes), { width, height });
  return {
    parameterisation: changeFromStart(start, first),
    goal: fooling(network, target, aim),
    report: (pixels, _measured, { copies = 0 }, step) => ({
      ...distance(pixels),
      queries: step * (1 + copies),
    }),
  };
}

/** Whether such logits fool: the network reads the target where it is to be read, or not where it is not. */
export function fools({ graph }: Network, target: number, aim: AttackAim): (logits: Float32Array) => boolean {
  return (logits) => isRead(logits, target, graph.output.kind) === (aim === 'towards');
}

/** The rounded picture counts only once the iterate itself fools, and is classified only then. */
function fooling(network: Network, target: number, aim: AttackAim): Goal<FoolingRule> {
  const { kind } = network.graph.output;
  const probability = (logits: Float32Array): number => probabilitiesOf(logits, kind)[target] as number;
  const isFooled = fools(network, target, aim);
  return {
    async reached({ logits, copies, shown }, { stopRule, confidence }) {
      switch (stopRule) {
        case 'probability':
          return aim === 'towards'
            ? probability(logits) >= confidence
            : probability(logits) <= 1 - confidence;
        case 'top1':
          return isFooled(logits);
        case 'rounded':
          return isFooled(logits) && copies.every(isFooled) && isFooled((await shown()).logits);
        case 'never':
          return false;
        default:
          return stopRule satisfies never;
      }
    },
    scalars: ({ logits, copies }, shownLogits) => ({
      floatProbability: probability(logits),
      fooled: Number(isFooled(logits)),
      roundedFooled: Number(isFooled(shownLogits)),
      ...(copies.length > 0 && { copies: copies.length, copiesFooled: copies.filter(isFooled).length }),
    }),
  };
}
