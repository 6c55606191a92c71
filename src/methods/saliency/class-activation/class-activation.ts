import * as tf from '@tensorflow/tfjs-core';
import { readBack } from '../../../tensors/read-back';
import type { Size } from '../../../core/pictures/size';
import { resizeBilinear } from '../../../core/pictures/resize-bilinear';
import { roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import type { Network, Trace } from '../../../networks/executor/network';
import type { Aim } from '../../objective-gradient';
import { aimedBackward } from '../gradient/aimed-backward';
import { type CamLayer, camLayerAt } from './cam-layers';
import { layerMap } from './layer-map';

/** A class activation map before it is stretched. */
export interface ClassActivation {
  /** `aim.scale * sum over k of alpha_k * A_k`, `[h, w]`. */
  readonly weighted: tf.Tensor2D;
  readonly size: Size;
}

/** A class activation map over the whole picture, and what was read back beside it. */
export interface CamReadBack<Beside extends string> {
  readonly read: Record<Beside | 'bytes' | 'logits', Float32Array<ArrayBuffer>>;
  readonly map: Float32Array<ArrayBuffer>;
  /** What the frame says of the map: the layer's depth and size, and `noEvidence` where nothing speaks for the class. */
  readonly scalars: Readonly<Record<string, number>>;
}

/**
 * The class activation map of the layer at `depth`, stretched over the picture. `beside` gives more to read back of the same
 * pass; its tensors are disposed of. Throws `bad-parameter` where there is no such layer.
 */
export async function readClassActivation<Beside extends string = never>(
  network: Network,
  picture: tf.Tensor4D,
  aim: Aim,
  depth: number,
  beside?: (trace: Trace) => Record<Beside, tf.Tensor>,
): Promise<CamReadBack<Beside>> {
  const layer = camLayerAt(network.graph, depth);
  let grid: Size = { height: 0, width: 0 };
  const { weighted, ...read } = await readBack(() => {
    const trace = network.forward(picture);
    try {
      const activation = classActivation(network, trace, aim, layer);
      grid = activation.size;
      return {
        ...(beside?.(trace) as Record<Beside, tf.Tensor>),
        weighted: activation.weighted,
        logits: tf.clone(trace.logits),
        bytes: roundToBytes(picture),
      };
    } finally {
      trace.dispose();
    }
  });
  const [, height, width] = picture.shape;
  const { map, empty } = stretchActivation(weighted, grid, { height, width }, aim.scale);
  return {
    read: read as CamReadBack<Beside>['read'],
    map,
    scalars: {
      depth,
      layerHeight: grid.height,
      layerWidth: grid.width,
      ...(empty ? { noEvidence: 1 } : {}),
    },
  };
}

/** The weighted sum of a layer's channels, each weighed by its mean gradient. Caller disposes `weighted`. */
export function classActivation(network: Network, trace: Trace, aim: Aim, layer: CamLayer): ClassActivation {
  const weighted = tf.tidy(() => {
    const gradient = aimedBackward(network, trace, aim, { activations: [layer.id] }).activations.get(
      layer.id,
    );
    const alpha = tf.mean(layerMap(gradient as tf.Tensor, layer, trace), [1, 2], true);
    const sum = tf.sum(tf.mul(alpha, layerMap(trace.activation(layer.id), layer, trace)), 3);
    return tf.squeeze<tf.Tensor2D>(sum, [0]);
  });
  const [height, width] = weighted.shape;
  return { weighted, size: { height, width } };
}

/** `ReLU(weighted / scale)` stretched over the picture; `empty` where nothing speaks for the class. */
export function stretchActivation(
  weighted: Float32Array,
  from: Size,
  to: Size,
  scale: number,
): { readonly map: Float32Array<ArrayBuffer>; readonly empty: boolean } {
  const positive = weighted.map((value) => Math.max(0, value / scale));
  return { map: resizeBilinear(positive, from, to), empty: positive.every((value) => value === 0) };
}
