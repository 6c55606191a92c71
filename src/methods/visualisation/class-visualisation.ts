import * as tf from '@tensorflow/tfjs-core';
import { clampToPicture } from '../../tensors/clamp';
import type { Frame } from '../../core/records/frame';
import { gaussianBlur } from '../../tensors/gaussian-blur';
import { penaltyGradient, penaltyValue, shrinkFactor } from '../../tensors/l2-penalty';
import { objectiveValue } from '../../tensors/objective';
import type { Random } from '../../core/random/random';
import { readBack } from '../../tensors/read-back';
import { roll } from '../../tensors/roll';
import { packRgba } from '../../tensors/round-to-bytes';
import type { Network } from '../../networks/executor/network';
import type { Method } from '../method';
import { objectiveGradient, type Aim } from '../objective-gradient';
import { requirePicture } from '../require-picture';
import { shownPicture } from '../shown-picture';
import { verdict } from '../verdict';
import { CLASS_VISUALIZATION, type ClassVisualizationParams } from './class-visualisation.params';

/**
 * Climbs `J(x) - lambda * ||x||^2` from seeded noise or from a picture, in the handouts' order: roll, step, roll back, clamp,
 * blur (at the first step included). The first frame is the start itself, step 0. Departs from the handouts in what is shown:
 * every frame's numbers are computed anew on exactly the 8-bit picture it shows. https://arxiv.org/abs/1312.6034
 */
export const classVisualization: Method<ClassVisualizationParams> = {
  ...CLASS_VISUALIZATION,

  async *run(network, picture, context) {
    const { random, target, gradientScale: scale } = context;
    const { start } = context.params();
    let x =
      start === 'image' ? tf.clone(requirePicture(CLASS_VISUALIZATION, picture)) : noise(network, random);
    let step = 0;
    let shown = 0;

    try {
      yield await show(network, x, target, context.params(), step);
      while (step < context.params().iterations && (await context.checkpoint(step)) === 'go') {
        const params = context.params();
        const shift = [random.integer(0, params.jitter), random.integer(0, params.jitter)] as const;
        const blurred = params.blurEvery > 0 && step % params.blurEvery === 0;
        const next = climb(
          network,
          x,
          params,
          { objective: params.objective, target, scale },
          shift,
          blurred,
        );
        x.dispose();
        x = next;
        step++;
        if (context.wantsFrame(step, params.iterations)) {
          yield await show(network, x, target, params, step);
          shown = step;
        }
      }
      if (shown !== step) yield await show(network, x, target, context.params(), step);
    } finally {
      x.dispose();
    }
  },
};

/** Standard normal values in z-score space, `[1, H, W, 3]`. Caller disposes. */
function noise({ graph }: Network, random: Random): tf.Tensor4D {
  const [height, width] = graph.input.size;
  return tf.tensor4d(random.normals(height * width * 3), [1, height, width, 3]);
}

/** One step in the handouts' order. Caller disposes. */
function climb(
  network: Network,
  x: tf.Tensor4D,
  { stepSize, lambda, penalty, clamp, blurSigma }: ClassVisualizationParams,
  aim: Aim,
  [dx, dy]: readonly [number, number],
  blurred: boolean,
): tf.Tensor4D {
  return tf.tidy(() => {
    const rolled = roll(x, dx, dy);
    const rise = tf.mul(objectiveGradient(network, rolled, aim).gradient, stepSize / aim.scale);
    const pull = tf.mul(penaltyGradient(penalty, lambda, rolled), stepSize);
    const stepped = roll(tf.add(rolled, tf.sub(rise, pull)), -dx, -dy);
    const valid = clamp ? clampToPicture(stepped) : stepped;
    return blurred ? gaussianBlur(valid, blurSigma) : valid;
  });
}

/** Frame of the un-jittered iterate, its numbers computed on the bytes shown. Draws nothing from the run's randomness. */
async function show(
  network: Network,
  x: tf.Tensor4D,
  target: number,
  { stepSize, lambda, penalty, objective, iterations }: ClassVisualizationParams,
  step: number,
): Promise<Frame> {
  const { bytes, logits, norm } = await readBack(() => shownPicture(network, x));
  const [, height, width] = x.shape;
  const length = norm[0] as number;
  const { kind } = network.graph.output;
  return {
    step,
    steps: Math.max(step, iterations),
    width,
    height,
    pixels: packRgba(bytes),
    logits,
    scalars: {
      ...verdict(logits, target, kind),
      objective: objectiveValue(objective, logits, target, kind) - penaltyValue(penalty, lambda, length),
      l2: length,
      shrink: shrinkFactor(penalty, stepSize, lambda, length),
    },
  };
}
