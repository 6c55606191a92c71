import * as tf from '@tensorflow/tfjs-core';
import { byteDistance } from '../../core/byte-distance';
import { clampToPicture } from '../../core/clamp';
import { l2Norm, normalizeL2 } from '../../core/norms';
import { readBack, type ReadBack } from '../../core/read-back';
import { packRgba, roundToBytes } from '../../core/round-to-bytes';
import { argMax, softmax } from '../../core/softmax';
import type { Method } from '../method';
import { traceGradient } from '../objective-gradient';
import { requirePicture } from '../require-picture';
import { shownPicture, type ShownPicture } from '../shown-picture';
import { verdict } from '../verdict';
import { TARGETED_GRADIENT, type TargetedGradientParams } from './targeted-gradient.params';

type Shown = ReadBack<ShownPicture>;

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
    const before = packRgba((await readBack(() => ({ bytes: roundToBytes(start) }))).bytes);
    let x = tf.clone(start);
    let peak = tf.scalar(1);

    try {
      for (let step = 0; ; step++) {
        const stopped = (await context.checkpoint()) === 'stop';
        const params = context.params();
        const { maxSteps, stepSize, objective, clamp } = params;
        const trace = network.forward(x);
        try {
          const iterate = () => ({ iterateLogits: trace.logits, moved: l2Norm(tf.sub(x, start)), peak });
          const picture = () => shownPicture(network, x);
          const wanted = stopped || step >= maxSteps || context.wantsFrame(step, maxSteps);
          const seen = wanted
            ? await readBack(() => ({ ...iterate(), ...picture() }))
            : await readBack(iterate);
          let shown: Shown | undefined = 'bytes' in seen ? seen : undefined;

          // The rounded picture counts only once the iterate itself fools: what is on show must not change the outcome.
          const fooled = argMax(seen.iterateLogits) === target;
          if (fooled && params.stopRule === 'rounded') shown ??= await readBack(picture);
          const roundedFooled = shown !== undefined && argMax(shown.logits) === target;
          const probability = softmax(seen.iterateLogits)[target]!;
          const stuck = !(seen.peak[0]! > 0);
          const success = {
            top1: fooled,
            rounded: fooled && roundedFooled,
            probability: probability >= params.confidence,
          }[params.stopRule];
          const last = stopped || stuck || success || step >= maxSteps;

          if (last || wanted) {
            shown ??= await readBack(picture);
            const pixels = packRgba(shown.bytes);
            yield {
              step: stuck ? step - 1 : step,
              steps: maxSteps,
              width,
              height,
              pixels,
              logits: shown.logits,
              scalars: {
                ...verdict(shown.logits, target),
                floatProbability: probability,
                fooled: Number(fooled),
                roundedFooled: Number(argMax(shown.logits) === target),
                l2: seen.moved[0]!,
                ...byteDistance(before, pixels),
                ...(stuck ? { zeroGradient: 1 } : {}),
              },
            };
          }
          if (last) return;

          const next = tf.tidy(() => {
            const step = normalizeL2(traceGradient(network, trace, { objective, target, scale }));
            const moved = tf.add(x, tf.mul(step.direction, stepSize)) as tf.Tensor4D;
            return { x: clamp ? clampToPicture(moved) : moved, peak: step.peak };
          });
          tf.dispose([x, peak]);
          ({ x, peak } = next);
        } finally {
          trace.dispose();
        }
      }
    } finally {
      tf.dispose([x, peak]);
    }
  },
};
