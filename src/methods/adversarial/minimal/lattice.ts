import * as tf from '@tensorflow/tfjs-core';
import { type Change, changedLevels } from '../../../core/pictures/byte-lattice';
import { LabError } from '../../../core/records/lab-error';
import type { Network } from '../../../networks/executor/network';
import { bytesToZScore, packRgba, roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import { l2 } from '../../../tensors/norms';
import { pixelGradient } from '../../../networks/kernels/picture/pixel-ball';
import { readBack } from '../../../tensors/read-back';
import type { Method } from '../../method';
import { traceGradient } from '../../objective-gradient';
import { requirePicture } from '../../require-picture';
import { fools } from '../attack';
import { type AnsweredBytes, bytesFrames } from '../bytes-frame';
import { roundInto } from '../colours';
import { LATTICE, type LatticeParams } from './lattice.params';
import { createLatticeSearch } from './lattice-search';
import { whole } from '../../../words/number';
import { phrase } from '../../../words/say';

/**
 * The smallest change that fools among pictures of bytes, by DDN's steps with two departures: the unrounded change is kept from
 * step to step, or a step shorter than half a level would be none, and it is the rounded change that has the length asked
 * for. Gradients are taken at the rounded picture and pass through the rounding as if it were none. A run
 * that is given a picture that fools already ends no farther from the photo than that. https://arxiv.org/abs/1811.09600
 */
export const smallestChange: Method<LatticeParams> = {
  ...LATTICE,
  async *run(network, picture, context) {
    const start = requirePicture(LATTICE, picture);
    const { target, gradientScale: scale } = context;
    const params = context.params();
    const [height, width] = network.graph.input.size;
    const isFooled = fools(network, target, params.aim);
    const { bytes: photo } = await readBack(() => ({ bytes: roundToBytes(start) }));
    const frameOfBytes = bytesFrames(network, packRgba(photo), target, isFooled);
    const search = createLatticeSearch(photo, params, context.start !== undefined);
    let change: Change = context.start ? changeFrom(photo, context.start) : new Float32Array(photo.length);
    let best: AnsweredBytes | null = null;
    let smallest: { change: Change | null; length: number } = { change: null, length: Infinity };

    for (let step = 0; ; step++) {
      const isStopped = (await context.checkpoint(step)) === 'stop';
      const levels = changedLevels(photo, change);
      if (network.graph.input.grey) roundInto(levels, levels, true);
      const { logits, slope } = await ask(network, tf.tensor4d(levels, [1, height, width, 3]), {
        target,
        scale,
        up: params.aim === 'towards' ? 1 : -1,
        wantsSlope: search.wantsSlope(),
      });
      const shown = (): AnsweredBytes => ({ pixels: packRgba(levels), logits });
      const isFooling = isFooled(logits);
      if (isFooling) {
        const whole = new Float32Array(levels.length);
        for (let i = 0; i < levels.length; i++) whole[i] = (levels[i] as number) - (photo[i] as number);
        const length = l2(whole);
        if (length < smallest.length) {
          smallest = { change: whole, length };
          best = shown();
        }
      }
      const isOver = isStopped || step >= params.steps || smallest.length === 0;
      if (isOver || context.wantsFrame(step, params.steps))
        yield frameOfBytes(best ?? shown(), { step, steps: params.steps });
      if (isOver) return;
      const next = search.next({ change, fools: isFooling, slope }, smallest, step);
      if (!next) {
        const scalars: Record<string, number> = best ? {} : { zeroGradient: 1 };
        yield frameOfBytes(best ?? shown(), { step, steps: params.steps, scalars });
        return;
      }
      change = next;
    }
  },
};

interface Question {
  readonly target: number;
  readonly scale: number;
  /** 1 where the margin is to rise, -1 where it is to fall. */
  readonly up: number;
  readonly wantsSlope: boolean;
}

/** The network's answer to a picture of bytes, and the margin's slope over grey levels there. Frees the picture. */
async function ask(network: Network, bytes: tf.Tensor4D, { target, scale, up, wantsSlope }: Question) {
  try {
    if (!wantsSlope) {
      const { logits } = await readBack(() => ({ logits: network.logits(bytesToZScore(bytes)) }));
      return { logits, slope: null };
    }
    return await readBack(() => {
      const trace = network.forward(bytesToZScore(bytes));
      try {
        const gradient = traceGradient(network, trace, { objective: 'margin', target, scale });
        return {
          logits: tf.clone(trace.logits),
          slope: tf.mul<tf.Tensor4D>(pixelGradient(gradient), up / scale),
        };
      } finally {
        trace.dispose();
      }
    });
  } finally {
    bytes.dispose();
  }
}

/** How a picture of RGBA bytes differs from the photo. Throws `bad-parameter` where it has another size. */
function changeFrom(photo: Float32Array, rgba: Uint8ClampedArray): Change {
  if (rgba.length !== (photo.length / 3) * 4) {
    throw new LabError(
      'bad-parameter',
      phrase('The picture to go on from has {given} pixels, the photo {photo}.', {
        given: whole(rgba.length / 4),
        photo: whole(photo.length / 3),
      }),
      phrase('Fool the network anew with the photo as it is fitted now.'),
    );
  }
  return Float32Array.from(photo, (level, i) => (rgba[4 * Math.floor(i / 3) + (i % 3)] as number) - level);
}
