import * as tf from '@tensorflow/tfjs-core';
import { reduceChannels } from '../../core/map-statistics';
import type { Size } from '../../core/resize-bilinear';
import { readBack } from '../../core/read-back';
import { packRgba, roundToBytes } from '../../core/round-to-bytes';
import type { Method } from '../method';
import { requirePicture } from '../require-picture';
import { verdict } from '../verdict';
import { aimedBackward } from './aimed-backward';
import { camLayerAt } from './cam-layers';
import { classActivation, stretchActivation } from './class-activation';
import type { GradCamParams } from './grad-cam.params';
import { GUIDED_GRAD_CAM } from './guided-grad-cam.params';

/**
 * One frame: guided backpropagation times the stretched Grad-CAM map, pixel by pixel, and the signed product behind it.
 * Scalars as those of Grad-CAM. https://arxiv.org/abs/1610.02391
 */
export const guidedGradCam: Method<GradCamParams> = {
  ...GUIDED_GRAD_CAM,

  async *run(network, x, context) {
    const picture = requirePicture(GUIDED_GRAD_CAM, x);
    await context.checkpoint();
    const { target, gradientScale: scale } = context;
    const { objective, depth } = context.params();
    const layer = camLayerAt(network.graph, depth);

    let grid: Size = { height: 0, width: 0 };
    const read = await readBack(() => {
      const trace = network.forward(picture);
      try {
        const aim = { objective, target, scale };
        const { weighted, size } = classActivation(network, trace, aim, layer.id);
        grid = size;
        const guided = aimedBackward(network, trace, aim, { relu: 'guided' }).input;
        return { weighted, guided, logits: tf.clone(trace.logits), bytes: roundToBytes(picture) };
      } finally {
        trace.dispose();
      }
    });
    const [, height, width] = picture.shape;
    const { map, empty } = stretchActivation(read.weighted, grid, { height, width }, scale);
    const product = read.guided.map((value, i) => (value / scale) * (map[Math.floor(i / 3)] as number));

    yield {
      step: 1,
      steps: 1,
      width,
      height,
      pixels: packRgba(read.bytes),
      attribution: reduceChannels(product, 'max'),
      gradient: product,
      logits: read.logits,
      scalars: {
        ...verdict(read.logits, target),
        depth,
        layerHeight: grid.height,
        layerWidth: grid.width,
        ...(empty ? { noEvidence: 1 } : {}),
      },
    };
  },
};
