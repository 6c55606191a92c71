import type * as tf from '@tensorflow/tfjs-core';
import { isRead, probabilitiesOf } from '../../core/statistics/answers';
import { readBack } from '../../tensors/read-back';
import { packRgba, roundToBytes } from '../../networks/kernels/picture/round-to-bytes';
import type { Network } from '../../networks/executor/network';
import type { Size } from '../../core/pictures/size';
import type { Ascent, Beside, Goal, Projection, Shown, Sight } from '../ascent/ascent';
import { changeFromStart } from '../ascent/parts/change-from-start';
import { distanceFrom } from './attack-distance';
import type { AttackAim, AttackStop } from './attack-rows';
import { answerBeside } from './seen-beside';

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
  /** A second network that is to be fooled as well. */
  readonly beside?: Beside | undefined;
}

/**
 * What the attacks on a picture share: the change is what is optimised, until the network reads the target, or reads it no
 * longer. Scalars: `floatL2` (the length of the change in z-score space), `floatProbability` (the target's) and `fooled` of the
 * unrounded iterate; `roundedFooled` and the distance (`distanceFrom`) of the bytes; `queries`, one a step: its pass through the
 * network, there and back, and one more for each copy that it goes through, and for a second network. With copies also `copies`
 * and `copiesFooled`: how many of the step's own fooled, before it was taken. With a second network also `besideFooled` and
 * `besideProbability`, the target's: what that says of the bytes, and it is a goal of the run as much as the first.
 */
export async function attackOn<P extends FoolingRule>(
  start: tf.Tensor4D,
  network: Network,
  target: number,
  { aim = 'towards', first, beside }: AttackSetup = {},
): Promise<Pick<Ascent<P>, 'parameterisation' | 'goal' | 'report' | 'beside'>> {
  const { bytes } = await readBack(() => ({ bytes: roundToBytes(start) }));
  const [height, width] = network.graph.input.size;
  const distance = distanceFrom(packRgba(bytes), { width, height });
  return {
    parameterisation: changeFromStart(start, first),
    goal: fooling(readerOf(network, target, aim), beside && besideOf(beside, aim, { width, height })),
    beside,
    report: (pixels, _measured, { copies = 0 }, step) => ({
      ...distance(pixels),
      queries: step * (1 + copies + (beside ? 1 : 0)),
    }),
  };
}

/** Whether such logits fool: the network reads the target where it is to be read, or not where it is not. */
export function fools({ graph }: Network, target: number, aim: AttackAim): (logits: Float32Array) => boolean {
  return (logits) => isRead(logits, target, graph.output.kind) === (aim === 'towards');
}

/** What a network's logits come to. */
interface Reader {
  readonly probability: (logits: Float32Array) => number;
  readonly isFooled: (logits: Float32Array) => boolean;
  /** Whether the class is as probable as asked, or as improbable. */
  readonly isSure: (logits: Float32Array, confidence: number) => boolean;
}

function readerOf(network: Network, target: number, aim: AttackAim): Reader {
  const { kind } = network.graph.output;
  const probability = (logits: Float32Array): number => probabilitiesOf(logits, kind)[target] as number;
  return {
    probability,
    isFooled: fools(network, target, aim),
    isSure: (logits, confidence) =>
      aim === 'towards' ? probability(logits) >= confidence : probability(logits) <= 1 - confidence,
  };
}

/** A second network's reader, and what it says of the bytes shown: asked once of each. */
function besideOf({ network, target }: Beside, aim: AttackAim, size: Size) {
  const known = new WeakMap<Uint8ClampedArray, Promise<Float32Array>>();
  return {
    ...readerOf(network, target, aim),
    answer({ pixels }: Pick<Shown, 'pixels'>): Promise<Float32Array> {
      const answer = known.get(pixels) ?? answerBeside(network, { ...size, data: pixels });
      known.set(pixels, answer);
      return answer;
    },
  };
}

/** The rounded picture counts only once the iterate itself fools, and is classified only then. */
function fooling(own: Reader, beside: ReturnType<typeof besideOf> | undefined): Goal<FoolingRule> {
  const both = (
    sight: Pick<Sight, 'logits' | 'beside'>,
    says: (by: Reader, logits: Float32Array) => boolean,
  ) => says(own, sight.logits) && (!beside || !sight.beside || says(beside, sight.beside));
  return {
    async reached(sight, { stopRule, confidence }) {
      switch (stopRule) {
        case 'probability':
          return both(sight, (by, logits) => by.isSure(logits, confidence));
        case 'top1':
          return both(sight, (by, logits) => by.isFooled(logits));
        case 'rounded': {
          if (!both(sight, (by, logits) => by.isFooled(logits)) || !sight.copies.every(own.isFooled))
            return false;
          const shown = await sight.shown();
          return own.isFooled(shown.logits) && (!beside || beside.isFooled(await beside.answer(shown)));
        }
        case 'never':
          return false;
        default:
          return stopRule satisfies never;
      }
    },
    async scalars({ logits, copies }, shown) {
      const answer = await beside?.answer(shown);
      return {
        floatProbability: own.probability(logits),
        fooled: Number(own.isFooled(logits)),
        roundedFooled: Number(own.isFooled(shown.logits)),
        ...(copies.length > 0 && { copies: copies.length, copiesFooled: copies.filter(own.isFooled).length }),
        ...(beside &&
          answer && {
            besideFooled: Number(beside.isFooled(answer)),
            besideProbability: beside.probability(answer),
          }),
      };
    },
  };
}
