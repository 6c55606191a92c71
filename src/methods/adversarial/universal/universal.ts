import type * as tf from '@tensorflow/tfjs-core';
import { STD } from '../../../core/pictures/imagenet-colours';
import { argMax } from '../../../core/statistics/softmax';
import { packRgba, roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import { readBack } from '../../../tensors/read-back';
import { notANumber } from '../../ascent/iterate-view';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { fools } from '../attack';
import { answerAndGradient, answerTo } from '../bytes-answer';
import { bytesFrames } from '../bytes-frame';
import { type Colours, roundInto } from '../colours';
import { UNIVERSAL, type UniversalParams } from './universal.params';

/** Photos that the change is tried on and not made on, at most. */
const TRIED = 16;

/** A photo, and when it is fooled. */
interface Subject {
  readonly photo: Colours;
  /** The class to be read, or to be read no longer: then what this photo was read as. */
  readonly target: number;
  readonly isFooled: (logits: Float32Array) => boolean;
}

/**
 * One change within a largest change, by steps of the sign of the summed gradient of the margin over all photos that it does not
 * fool yet (over all, once it fools them all). What is classified is each photo with the change as bytes; the gradient is passed
 * straight through the rounding. Scalars besides the attack's on the photo shown: `photos` it is made on and `photosFooled`,
 * and where there are more, `untouched` ones and `untouchedFooled`. Departs from the paper, which minimises each photo's change
 * by DeepFool in turn. https://arxiv.org/abs/1610.08401
 */
export const universalLinf: Method<UniversalParams> = {
  ...UNIVERSAL,
  async *run(network, picture, context) {
    const start = requirePicture(UNIVERSAL, picture);
    const { aim, epsilon, learnt } = context.params();
    const up = aim === 'towards' ? 1 : -1;
    const scale = context.gradientScale;
    const subjectOf = async (z: tf.Tensor4D, given: number | null): Promise<Subject> => {
      const { bytes } = await readBack(() => ({ bytes: roundToBytes(z) }));
      const target = given ?? argMax(await answerTo(network, bytes));
      return { photo: bytes, target, isFooled: fools(network, target, aim) };
    };
    const shown = await subjectOf(start, context.target);
    const subjects = [shown];
    for (const other of context.others.slice(0, learnt - 1 + TRIED))
      subjects.push(await subjectOf(other, aim === 'towards' ? context.target : null));
    const [mine, untouched] = [subjects.slice(0, learnt), subjects.slice(learnt)];
    const frameOfBytes = bytesFrames(network, packRgba(shown.photo), shown.target, shown.isFooled);

    const change: Colours = new Float32Array(shown.photo.length);
    const sum: Colours = new Float32Array(change.length);
    const rounded: Colours = new Float32Array(change.length);
    const withChange = ({ photo }: Subject): Colours => {
      for (let i = 0; i < rounded.length; i++) rounded[i] = (photo[i] as number) + (change[i] as number);
      roundInto(rounded, rounded, network.graph.input.grey);
      return rounded;
    };

    for (let step = 0; ; step++) {
      const isStopped = (await context.checkpoint(step)) === 'stop';
      const { steps, stopRule, stepSize } = context.params();
      const answers = [];
      for (const subject of mine) {
        await context.turn();
        const aimed = { objective: 'margin', target: subject.target, scale } as const;
        const answer = await answerAndGradient(network, withChange(subject), aimed);
        answers.push({ ...answer, isFooled: subject.isFooled(answer.logits) });
      }
      let untouchedFooled = 0;
      for (const subject of untouched) {
        await context.turn();
        untouchedFooled += Number(subject.isFooled(await answerTo(network, withChange(subject))));
      }
      const photosFooled = answers.filter(({ isFooled }) => isFooled).length;
      const logits = answers[0]?.logits as Float32Array<ArrayBuffer>;
      const picked = { pixels: packRgba(withChange(shown)), logits };
      const frame = (scalars: Readonly<Record<string, number>> = {}) =>
        frameOfBytes(picked, {
          step,
          steps,
          scalars: {
            queries: step * mine.length,
            photos: mine.length,
            photosFooled,
            ...(untouched.length > 0 && { untouched: untouched.length, untouchedFooled }),
            ...scalars,
          },
        });
      const isAll = photosFooled === mine.length;
      const isOver = isStopped || step >= steps || (stopRule === 'rounded' && isAll);
      if (isOver || context.wantsFrame(step, steps)) yield frame();
      if (isOver) return;

      sum.fill(0);
      for (const { gradient, isFooled } of answers) if (isAll || !isFooled) addPixelGradient(gradient, sum);
      if (sum.some(Number.isNaN)) throw notANumber();
      if (sum.every((value) => value === 0)) {
        yield frame({ zeroGradient: 1 });
        return;
      }
      for (let i = 0; i < change.length; i++) {
        const moved = (change[i] as number) + up * stepSize * Math.sign(sum[i] as number);
        change[i] = Math.min(epsilon, Math.max(-epsilon, moved));
      }
    }
  },
};

/** Adds a gradient with respect to z-scores as one with respect to pixels. */
function addPixelGradient(gradient: Colours, sum: Colours): void {
  for (let i = 0; i < sum.length; i++)
    sum[i] = (sum[i] as number) + (gradient[i] as number) / (STD[i % 3] as number);
}
