import * as tf from '@tensorflow/tfjs-core';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { type CamLayer, camLayerAt, camLayers } from '../../../methods/saliency/class-activation/cam-layers';
import { layerMap } from '../../../methods/saliency/class-activation/layer-map';
import type { Network, Trace } from '../../../networks/executor/network';
import { readBack } from '../../../tensors/read-back';
import type { LayerThumbnail, LayerThumbnails } from '../../protocol/layer-thumbnails';
import { imageTensor } from './classify';

/** No thumbnail is wider or higher. */
const SIDE = 28;
/** So many channels of each layer are shown beside its mean: those that the picture excites most. */
const CHANNELS = 3;

/** The layers of a pass on the backend: per layer, thumbnails `[h, w, count]`, which channels they are of, and those channels' means. */
type Gathered = { readonly maps: tf.Tensor3D; readonly channels: tf.Tensor1D; readonly means: tf.Tensor1D };

/**
 * Thumbnails of what every layer makes of a fitted picture: its mean over channels, then the channels that are excited most; or,
 * of the one `layer` asked for, of all its channels in their order. Read back once. Throws `bad-parameter` where there is no such layer.
 */
export async function layerThumbnails(
  network: Network,
  image: PixelImage,
  layer: number | null,
): Promise<readonly LayerThumbnails[]> {
  const { graph } = network;
  const layers = layer === null ? camLayers(graph) : [camLayerAt(graph, layer)];
  if (layers.length === 0) return [];
  const x = imageTensor(graph, image);
  const sizes = new Map<number, readonly [height: number, width: number]>();
  try {
    const read = await readBack(() => {
      const [only] = layers;
      const trace = network.forward(x, layer === null || !only ? {} : { until: only.id });
      try {
        const named = layers.flatMap((one) => {
          const { depth } = one;
          const { maps, channels, means } = layer === null ? foremost(trace, one) : every(trace, one);
          sizes.set(depth, [maps.shape[0], maps.shape[1]]);
          return [
            [`maps ${depth}`, maps],
            [`channels ${depth}`, tf.cast(channels, 'float32')],
            [`means ${depth}`, means],
          ] as const;
        });
        return Object.fromEntries(named) as Readonly<Record<string, tf.Tensor>>;
      } finally {
        trace.dispose();
      }
    });
    const part = (name: string, depth: number): Float32Array =>
      read[`${name} ${depth}`] ?? new Float32Array();
    return layers.map(({ depth }) => {
      const [height, width] = sizes.get(depth) ?? [0, 0];
      const maps = part('maps', depth);
      const means = part('means', depth);
      const thumbnails = [...part('channels', depth)].map((channel, i, { length }): LayerThumbnail => ({
        channel: channel < 0 ? null : channel,
        mean: means[i] ?? 0,
        values: bytesOf(maps, i, length),
      }));
      return { layer: depth, width, height, thumbnails };
    });
  } finally {
    x.dispose();
  }
}

/** The mean over channels, and the channels whose mean is largest. Called inside a tidy. */
function foremost(trace: Trace, layer: CamLayer): Gathered {
  const activation = layerMap(trace.activation(layer.id), layer, trace);
  const small = smaller(activation);
  const means = tf.mean<tf.Tensor1D>(activation, [0, 1, 2]);
  const indices = largest(means, Math.min(CHANNELS, means.size));
  const mean = tf.mean(small, 2, true);
  return {
    maps: tf.concat([mean as tf.Tensor3D, tf.gather(small, indices, 2)], 2),
    channels: tf.concat([tf.tensor1d([-1]), tf.cast<tf.Tensor1D>(indices, 'float32')]),
    means: tf.concat([tf.reshape<tf.Rank.R1>(tf.mean(means), [1]), tf.gather(means, indices)]),
  };
}

/** Where the largest of some values are, the largest first: for so few, not worth TF.js's own kernel. Called inside a tidy. */
function largest(values: tf.Tensor1D, count: number): tf.Tensor1D {
  const places = tf.range(0, values.size, 1, 'int32');
  // What is taken out falls below all others.
  const fall = tf.add(tf.sub(tf.max(values), tf.min(values)), 1);
  const found: tf.Scalar[] = [];
  let left: tf.Tensor = values;
  for (let i = 0; i < count; i++) {
    const best = tf.argMax<tf.Scalar>(left);
    found.push(best);
    left = tf.sub(left, tf.mul(tf.cast(tf.equal(places, best), 'float32'), fall));
  }
  return tf.stack(found) as tf.Tensor1D;
}

function every(trace: Trace, layer: CamLayer): Gathered {
  const activation = layerMap(trace.activation(layer.id), layer, trace);
  return {
    maps: smaller(activation),
    channels: tf.range(0, activation.shape[3]),
    means: tf.mean<tf.Tensor1D>(activation, [0, 1, 2]),
  };
}

/** Activations averaged over squares, so that neither side is longer than a thumbnail's: `[h, w, C]`. */
function smaller(activation: tf.Tensor4D): tf.Tensor3D {
  const [, height, width] = activation.shape;
  const square = Math.ceil(Math.max(height, width) / SIDE);
  const pooled = square > 1 ? tf.avgPool(activation, square, square, 'same') : activation;
  return tf.clone(tf.squeeze<tf.Tensor3D>(pooled, [0]));
}

/** One of `count` maps that lie side by side, from its least value to its largest. A flat one is all 0. */
function bytesOf(maps: Float32Array, index: number, count: number): Uint8ClampedArray<ArrayBuffer> {
  const values = new Float32Array(maps.length / count);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = maps[i * count + index] as number;
    values[i] = value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const scale = high > low ? 255 / (high - low) : 0;
  return Uint8ClampedArray.from(values, (value) => (value - low) * scale);
}
