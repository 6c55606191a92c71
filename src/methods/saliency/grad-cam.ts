import * as tf from '@tensorflow/tfjs-core';
import type { Size } from '../../core/resize-bilinear';
import { readBack } from '../../core/read-back';
import { packRgba, roundToBytes } from '../../core/round-to-bytes';
import type { Method } from '../method';
import { requirePicture } from '../require-picture';
import { verdict } from '../verdict';
import { camLayerAt } from './cam-layers';
import { classActivation, stretchActivation } from './class-activation';
import { GRAD_CAM, type GradCamParams } from './grad-cam.params';

/**
 * One frame: the map `ReLU(sum over k of alpha_k * A_k)` of one layer, stretched bilinearly, never divided by its largest
 * value. Where nothing speaks for the class it is all zeros and the scalar `noEvidence` is 1. Scalars besides: `depth`,
 * `layerHeight`, `layerWidth`. Throws `bad-parameter` where there is no such layer. https://arxiv.org/abs/1610.02391
 */
export const gradCam: Method<GradCamParams> = {
  ...GRAD_CAM,

  async *run(network, x, context) {
    const picture = requirePicture(GRAD_CAM, x);
    await context.checkpoint();
    const { target, gradientScale: scale } = context;
    const { objective, depth } = context.params();
    const layer = camLayerAt(network.graph, depth);

    let grid: Size = { height: 0, width: 0 };
    const read = await readBack(() => {
      const trace = network.forward(picture);
      try {
        const { weighted, size } = classActivation(network, trace, { objective, target, scale }, layer.id);
        grid = size;
        return { weighted, logits: tf.clone(trace.logits), bytes: roundToBytes(picture) };
      } finally {
        trace.dispose();
      }
    });
    const [, height, width] = picture.shape;
    const { map, empty } = stretchActivation(read.weighted, grid, { height, width }, scale);

    yield {
      step: 1,
      steps: 1,
      width,
      height,
      pixels: packRgba(read.bytes),
      attribution: map,
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
