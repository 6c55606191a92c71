import * as tf from '@tensorflow/tfjs-core';
import { createSegmenter } from '../../../core/pictures/felzenszwalb';
import { gaussianBlur } from '../../../tensors/gaussian-blur';
import { reduceChannels } from '../../../core/maps/map-statistics';
import { objectiveValue } from '../../../tensors/objective';
import { readBack } from '../../../tensors/read-back';
import { createRegionRanking, dilatedRegions, type Region } from '../../../core/pictures/regions';
import type { Size } from '../../../core/pictures/size';
import { spreadOrder } from '../../../core/maps/spread-order';
import { fromZScore } from '../../../networks/kernels/picture/z-score';
import type { Method } from '../../method';
import { requirePicture } from '../../require-picture';
import { makeBaseline } from '../gradient/baseline';
import { completeness } from '../gradient/completeness';
import { createPathAttribution } from '../gradient/path-attribution';
import { refine } from '../perturbation/refine';
import { seePicture } from '../perturbation/seen-picture';
import { XRAI, type XraiParams } from './xrai.params';

/** The authors' numbers: how coarse the segmentations are, for colours from -1 to 1 that were smoothed a little first. */
const SCALES = [50, 100, 150, 250, 500, 1200].map((scale) => scale / 255);
const SMOOTHING = 0.8;
/** Smallest segment, and smallest part that a region may add: 150 and 50 pixels of the authors' 224 x 224. */
const SMALLEST_SEGMENT = 150 / 224 ** 2;
const SMALLEST_PART = 50 / 224 ** 2;

/**
 * Integrated gradients from black and from white, averaged, then shared out to regions, refined point by point. Every pixel
 * shows the mean attribution of the part its region added, so the map's sum is that of the attributions, and completeness
 * holds against the mean score of the two baselines. Departs from the authors' code: channels are summed instead of taking
 * their largest, and sizes in pixels follow the picture's. Scalars: those of completeness, `baselineScore`, `regions`,
 * `samples`. https://arxiv.org/abs/1906.02825
 */
export const xrai: Method<XraiParams> = {
  ...XRAI,

  async *run(network, x, context) {
    const picture = requirePicture(XRAI, x);
    const { target, random, gradientScale: scale } = context;
    const { steps, dilation, objective, batch: asked } = context.params();
    const batch = await context.atOnce(asked, 'gradient');
    const seen = await seePicture(network, picture, target);
    const regions = await cutUp(picture, seen, dilation);
    const pixels = seen.height * seen.width;
    const ranking = createRegionRanking(regions, pixels, Math.round(SMALLEST_PART * pixels));
    const source = { blur: 0, random };
    const baselines = [
      makeBaseline('black', picture, source),
      makeBaseline('white', picture, source),
    ] as const;
    const aim = { objective, target, scale };
    const path = createPathAttribution(network, { aim, picture, baselines, batch });
    const points = spreadOrder(steps).flatMap((k) =>
      [0, 1].map((baseline) => ({ baseline, fraction: (k + 0.5) / steps })),
    );

    try {
      const scoreAt = (logits: Float32Array): number =>
        objectiveValue(objective, logits, target, network.graph.output.kind);
      const { black, white } = await readBack(() => ({
        black: network.logits(baselines[0]),
        white: network.logits(baselines[1]),
      }));
      const baselineScore = (scoreAt(black) + scoreAt(white)) / 2;
      const difference = scoreAt(seen.logits) - baselineScore;

      yield* refine(context, {
        total: () => points.length,
        batch,
        advance: (done, count) => path.add(points.slice(done, done + count)),
        show: async (step) => {
          const { values } = await readBack(() => ({ values: path.mean() }));
          const gradient = values.map((value) => value / scale);
          const attribution = ranking.rank(reduceChannels(gradient, 'signed-sum'));
          const { scalars } = completeness(attribution, difference);
          return seen.frame(step, points.length, {
            attribution,
            signed: true,
            gradient,
            scalars: { ...scalars, baselineScore, regions: regions.length, samples: step },
          });
        },
      });
    } finally {
      path.dispose();
      tf.dispose([...baselines]);
    }
  },
};

/** Overlapping regions of a picture, from six segmentations. */
async function cutUp(picture: tf.Tensor4D, size: Size, dilation: number): Promise<Region[]> {
  const { colours } = await readBack(() => ({
    colours: gaussianBlur(tf.sub(tf.mul(fromZScore(picture), 2), 1), SMOOTHING),
  }));
  const { segment } = createSegmenter(colours, size);
  const smallest = Math.round(SMALLEST_SEGMENT * size.height * size.width);
  return SCALES.flatMap((scale) => dilatedRegions(segment(scale, smallest), size, dilation));
}
