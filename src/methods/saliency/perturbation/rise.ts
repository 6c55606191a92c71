import * as tf from '@tensorflow/tfjs-core';
import { objectiveValue } from '../../../tensors/objective';
import { readBack } from '../../../tensors/read-back';
import { drawSoftMask } from '../../../core/random/soft-mask';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { refine } from './refine';
import { RISE, type RiseParams } from './rise.params';
import { seePicture } from './seen-picture';

/**
 * Random masks averaged by the score they leave, refined batch by batch. Hidden pixels are z = 0, mean grey. Departs from
 * the paper unless `weighting` is `paper`: divides by the masks a pixel really got and takes the mean score off, so that the
 * map is signed; add the scalar `meanScore` to have the paper's expectation. Each batch reads its few logits back.
 * Scalars besides: `samples`. https://arxiv.org/abs/1806.07421
 */
export const rise: Method<RiseParams> = {
  ...RISE,

  async *run(network, x, context) {
    const picture = requirePicture(RISE, x);
    const { target, random } = context;
    const { masks, cells, keep, objective, batch: asked } = context.params();
    const batch = await context.atOnce(asked, 'forward');
    const seen = await seePicture(network, picture, target);
    const { height, width } = seen;
    const pixels = height * width;
    const weighted = new Float64Array(pixels);
    const kept = new Float64Array(pixels);
    // One array for all masks: fresh memory costs more than what is written into it.
    const drawn = new Float32Array(batch * pixels);
    let scores = 0;

    yield* refine(context, {
      total: () => masks,
      batch,
      async advance(_, count) {
        // Where there are fewer, the masks of the batch before stand in the rows that are left out.
        for (let i = 0; i < count; i++) {
          drawSoftMask(random, seen, { cells, keep }, drawn.subarray(i * pixels, (i + 1) * pixels));
        }
        const { logits } = await readBack(() => ({
          logits: network.logits(tf.mul(picture, tf.tensor4d(drawn, [batch, height, width, 1]))),
        }));
        const classes = logits.length / batch;
        for (let i = 0; i < count; i++) {
          const row = logits.subarray(i * classes, (i + 1) * classes);
          const score = objectiveValue(objective, row, target, network.graph.output.kind);
          scores += score;
          for (let at = 0; at < pixels; at++) {
            const mask = drawn[i * pixels + at] as number;
            weighted[at] = (weighted[at] as number) + score * mask;
            kept[at] = (kept[at] as number) + mask;
          }
        }
      },
      show(step) {
        const meanScore = scores / step;
        const raw = context.params().weighting === 'paper';
        const attribution = Float32Array.from(weighted, (sum, i) => {
          if (raw) return sum / (keep * step);
          return (kept[i] as number) > 0 ? sum / (kept[i] as number) - meanScore : 0;
        });
        const scalars = { samples: step, meanScore };
        return Promise.resolve(seen.frame(step, masks, { attribution, signed: true, scalars }));
      },
    });
  },
};
