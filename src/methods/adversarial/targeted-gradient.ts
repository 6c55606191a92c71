import * as tf from '@tensorflow/tfjs-core';
import { type AnswerKind, isRead, probabilitiesOf } from '../../core/statistics/answers';
import { byteDistance } from '../../core/pictures/byte-distance';
import { clampToPicture } from '../../tensors/clamp';
import { l2Norm, normalizeL2 } from '../../tensors/norms';
import { readBack, type ReadBack } from '../../tensors/read-back';
import { packRgba, roundToBytes } from '../../tensors/round-to-bytes';
import { LabError } from '../../core/records/lab-error';
import type { Network, Trace } from '../../networks/executor/network';
import type { Method } from '../method';
import { traceGradient, type Aim } from '../objective-gradient';
import { requirePicture } from '../require-picture';
import { shownPicture, type ShownPicture } from '../shown-picture';
import { verdict } from '../verdict';
import { TARGETED_GRADIENT, type TargetedGradientParams } from './targeted-gradient.params';

/**
 * Steps `x <- x + stepSize * g / ||g||_2` with `g = dJ / dx` until the stop rule holds, checked before each step, so that a
 * picture already read as the target takes none. A zero gradient ends the run with the scalar `zeroGradient` 1. Departs
 * from the courses' handouts by clamping and by testing the rounded picture, unless the parameters say otherwise.
 * https://arxiv.org/abs/1312.6199
 */
export const targetedGradient: Method<TargetedGradientParams> = {
  ...TARGETED_GRADIENT,

  async *run(network, picture, context) {
    const start = requirePicture(TARGETED_GRADIENT, picture);
    const [, height, width] = start.shape;
    const { target, gradientScale: scale } = context;
    const { kind } = network.graph.output;
    const input = packRgba((await readBack(() => ({ bytes: roundToBytes(start) }))).bytes);
    let at: Iterate = { x: tf.clone(start), change: tf.zerosLike(start), peak: tf.scalar(1) };

    try {
      for (let step = 0; ; step++) {
        const stopped = (await context.checkpoint(step)) === 'stop';
        const params = context.params();
        const end = stopped || step >= params.maxSteps;
        const wanted = end || context.wantsFrame(step, params.maxSteps);
        const trace = network.forward(at.x);
        try {
          const seen = await look(network, trace, at, wanted);
          const success = await reached(params, target, kind, seen);
          const stuck = seen.peak === 0;
          if (Number.isNaN(seen.peak)) throw notANumber();
          if (wanted || success || stuck) {
            const { bytes, logits } = await seen.shown();
            const pixels = packRgba(bytes);
            const scalars = {
              ...verdict(logits, target, kind),
              floatProbability: probabilitiesOf(seen.logits, kind)[target] as number,
              fooled: Number(isRead(seen.logits, target, kind)),
              roundedFooled: Number(isRead(logits, target, kind)),
              l2: seen.moved,
              ...byteDistance(input, pixels),
              ...(stuck ? { zeroGradient: 1 } : {}),
            };
            yield {
              step: stuck ? step - 1 : step,
              steps: Math.max(step, params.maxSteps),
              width,
              height,
              pixels,
              logits,
              scalars,
            };
          }
          if (end || success || stuck) return;
          const aim = { objective: params.objective, target, scale };
          const next = ascend(network, trace, start, at.change, aim, params);
          tf.dispose([at.x, at.change, at.peak]);
          at = next;
        } finally {
          trace.dispose();
        }
      }
    } finally {
      tf.dispose([at.x, at.change, at.peak]);
    }
  },
};

function notANumber(): LabError {
  return new LabError(
    'zero-gradient',
    'The gradient is not a number, so there is no direction to go in.',
    'Try a smaller step size, or another engine.',
  );
}

/** A point on the way, and the largest entry of the gradient that led to it: 0 means that the last step moved nothing. */
interface Iterate {
  readonly x: tf.Tensor4D;
  /** `x` less the start. Steps are summed here, where small numbers keep their digits, and added to the start once. */
  readonly change: tf.Tensor4D;
  readonly peak: tf.Scalar;
}

/** What was read of an iterate; `shown` rounds and classifies it where that has not been done yet. */
interface Seen {
  readonly logits: Float32Array<ArrayBuffer>;
  /** Distance from the start, in z-score units. */
  readonly moved: number;
  readonly peak: number;
  shown(): Promise<ReadBack<ShownPicture>>;
}

async function look(
  network: Network,
  trace: Trace,
  { x, change, peak }: Iterate,
  wanted: boolean,
): Promise<Seen> {
  const iterate = () => ({ iterateLogits: trace.logits, moved: l2Norm(change), peak });
  const both = wanted ? await readBack(() => ({ ...iterate(), ...shownPicture(network, x) })) : null;
  const read = both ?? (await readBack(iterate));
  let shown: ReadBack<ShownPicture> | null = both;
  return {
    logits: read.iterateLogits,
    moved: read.moved[0] as number,
    peak: read.peak[0] as number,
    shown: async () => (shown ??= await readBack(() => shownPicture(network, x))),
  };
}

/** Whether the stop rule holds. The rounded picture counts only once the iterate itself fools, and is classified only then. */
async function reached(
  { stopRule, confidence }: TargetedGradientParams,
  target: number,
  kind: AnswerKind,
  seen: Seen,
): Promise<boolean> {
  if (stopRule === 'probability') return (probabilitiesOf(seen.logits, kind)[target] as number) >= confidence;
  const fooled = isRead(seen.logits, target, kind);
  return fooled && (stopRule === 'top1' || isRead((await seen.shown()).logits, target, kind));
}

/** One step of length `stepSize` up the gradient. Caller disposes. */
function ascend(
  network: Network,
  trace: Trace,
  start: tf.Tensor4D,
  change: tf.Tensor4D,
  aim: Aim,
  { stepSize, clamp }: TargetedGradientParams,
): Iterate {
  return tf.tidy(() => {
    const { direction, peak } = normalizeL2(traceGradient(network, trace, aim));
    const moved = tf.add<tf.Tensor4D>(change, tf.mul(direction, stepSize));
    const x = tf.add<tf.Tensor4D>(start, moved);
    if (!clamp) return { x, change: moved, peak };
    const inside = clampToPicture(x);
    return { x: inside, change: tf.sub<tf.Tensor4D>(inside, start), peak };
  });
}
