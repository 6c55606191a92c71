import * as tf from '@tensorflow/tfjs-core';
import { climbPicture } from '../../networks/kernels/picture/climb-picture';
import type { Network, Trace } from '../../networks/executor/network';
import { alias } from '../../tensors/alias';
import { clampToPicture } from '../../networks/kernels/picture/clamp';
import { traceGradient, type Aim } from '../objective-gradient';
import type { Raisable } from '../weighted-objective';
import type { Parameterisation, Point, Regulariser, Slope, StepParts, Stride, Transform } from './ascent';

const NO_OFFSET = { dx: 0, dy: 0 };

/** A point on the way, the largest entry of the slope that led to it, where the optimiser told it, and what it left for the next step. */
export type Iterate = Point & Pick<Stride, 'peak' | 'memory'>;

/** A picture as a step's transforms show it, gone through the network. `dispose()` frees both. */
export interface Pass {
  readonly view: tf.Tensor4D;
  readonly trace: Trace;
  dispose(): void;
}

/** The pass of a picture, as far as the node that is to be raised (see `nodeOf`). Caller disposes. */
export function passThrough(
  network: Network,
  x: tf.Tensor4D,
  transforms: readonly Transform[] = [],
  until?: string,
): Pass {
  const view = tf.tidy(() => transforms.reduce((picture, { apply }) => apply(picture), alias(x)));
  try {
    const trace = network.forward(view, until === undefined ? {} : { until, anySize: true });
    return {
      view,
      trace,
      dispose() {
        trace.dispose();
        view.dispose();
      },
    };
  } catch (error) {
    view.dispose();
    throw error;
  }
}

/** What is to be seen from a picture besides itself. */
export interface Around {
  /** The weighted sum of the scaled gradients of its views, with respect to the picture; null where there are none. */
  readonly slope: tf.Tensor4D | null;
  /** The sum of their weights. */
  readonly weight: number;
  /** What each one's network says of it. */
  readonly logits: readonly Float32Array<ArrayBuffer>[];
}

/** What a step climbs, and in what. */
export interface Way {
  readonly aim: Aim<Raisable>;
  readonly parameterisation: Parameterisation;
  readonly regularisers: readonly Regulariser[];
}

/** What has been seen from an iterate: its picture's pass, the logits where they have been read, and its copies. */
export interface Outlook extends Pass, Pick<Slope, 'logits' | 'copies' | 'beside'> {
  readonly around: Pick<Around, 'slope' | 'weight'> | null;
}

/** The iterate one step on from `at`, from which `pass` is what is seen. Caller disposes. */
export function climb(network: Network, at: Iterate, pass: Outlook, parts: StepParts, way: Way): Iterate {
  const { optimiser, transforms = [], projections = [] } = parts;
  const { aim, parameterisation, regularisers } = way;
  return tf.tidy(() => {
    const kept: { felt?: tf.Tensor4D } = {};
    const rise = traceGradient(network, pass.trace, aim);
    const others = pass.around?.slope ?? null;
    const count = 1 + (pass.around?.weight ?? 0);
    const slope: Slope = {
      scale: aim.scale,
      x: at.x,
      logits: pass.logits,
      copies: pass.copies,
      beside: pass.beside,
      memory: at.memory ?? [],
      times(weight) {
        const share = weight / aim.scale / count;
        const up = share === 1 ? rise : tf.mul<tf.Tensor4D>(rise, share);
        const charge = (rises: tf.Tensor4D, picture: tf.Tensor4D, by: readonly Regulariser[]): tf.Tensor4D =>
          by.reduce((sum, { gradient }) => tf.sub(sum, tf.mul(gradient(picture), weight)), rises);
        const back = (gradient: tf.Tensor4D): tf.Tensor4D =>
          transforms.reduceRight((passed, { pullBack }) => pullBack(passed), gradient);
        const isRolled = transforms.every(({ offset }) => offset);
        const rolled = regularisers.filter(({ isPlaced = false }) => isRolled && !isPlaced);
        const still = regularisers.filter((one) => !rolled.includes(one));
        const own = charge(back(charge(up, pass.view, rolled)), at.view ?? at.x, still);
        const ofPicture = others ? tf.add<tf.Tensor4D>(own, tf.mul(others, share)) : own;
        if (at.felt) kept.felt = feltAt(at.felt, ofPicture, weight);
        return parameterisation.pullBack?.(ofPicture, at) ?? ofPicture;
      },
    };
    const step = optimiser(slope);
    if ('times' in step) {
      const straight = others ? null : climbStraight(at, rise, step.times, parts, way);
      if (straight) return straight;
      const moved = parameterisation.moved(at, slope.times(step.times), projections);
      return { ...moved, ...kept };
    }
    const { move, peak, memory } = step;
    const moved = parameterisation.moved(at, move, projections);
    return { ...moved, ...kept, ...(peak && { peak }), ...(memory && { memory }) };
  });
}

/** What has been cared for up to a slope that came multiplied by `weight`. */
function feltAt(before: tf.Tensor4D, slope: tf.Tensor4D, weight: number): tf.Tensor4D {
  return tf.add(before, tf.div(tf.sum(tf.abs(slope), 3, true), weight));
}

/** The same in one pass over the picture, where all parts but the last projections can have their say as numbers. */
function climbStraight(
  { x }: Iterate,
  rise: tf.Tensor4D,
  weight: number,
  { transforms = [], projections = [] }: StepParts,
  { aim, parameterisation, regularisers }: Way,
): Point | null {
  const [{ offset } = { offset: NO_OFFSET }, ...moreTransforms] = transforms;
  const [{ decay } = { decay: 0 }, ...moreRegularisers] = regularisers;
  const isStraight = moreTransforms.length === 0 && moreRegularisers.length === 0;
  if (!isStraight || !offset || decay === undefined || !parameterisation.at) return null;
  const clamped = projections[0] === clampToPicture;
  const moved = climbPicture(x, rise, { ...offset, gain: weight / aim.scale, decay, weight, clamped });
  const rest = clamped ? projections.slice(1) : projections;
  return parameterisation.at(rest.reduce((picture, project) => project(picture), moved));
}
