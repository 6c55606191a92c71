import { greyPixels } from '../../../core/pictures/grey-pixels';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type * as tf from '@tensorflow/tfjs-core';
import { LabError } from '../../../core/records/lab-error';
import { readBack } from '../../../tensors/read-back';
import { rgbaToZScore } from '../../../networks/kernels/picture/round-to-bytes';
import { topK } from '../../../core/statistics/softmax';
import type { NetworkGraph } from '../../../networks/graph/graph';
import type { Network } from '../../../networks/executor/network';
import type { Target } from '../../protocol/protocol';
import { phrase } from '../../../words/say';

/** `[1, H, W, 3]` z-score tensor of a fitted picture. Caller disposes. Throws `bad-parameter` where the size is not the network's. */
export function imageTensor(graph: NetworkGraph, image: PixelImage): tf.Tensor4D {
  const { width, height, data } = image;
  const [wantedHeight, wantedWidth] = graph.input.size;
  if (width !== wantedWidth || height !== wantedHeight || data.length !== width * height * 4) {
    throw new LabError(
      'bad-parameter',
      phrase(
        '“{title}” takes pictures of {wantedWidth} x {wantedHeight} pixels, got {width} x {height} ({bytes} bytes).',
        { title: graph.title, wantedWidth, wantedHeight, width, height, bytes: data.length },
      ),
      phrase('Fit the picture to the network’s size first.'),
    );
  }
  // Where the page has shown the picture in grey already, this changes nothing.
  return rgbaToZScore(graph.input.grey ? greyPixels(image).data : data, width, height);
}

/** Logits of a fitted picture. */
export async function logitsOf(network: Network, image: PixelImage): Promise<Float32Array<ArrayBuffer>> {
  const x = imageTensor(network.graph, image);
  try {
    return (await readBack(() => ({ logits: network.logits(x) }))).logits;
  } finally {
    x.dispose();
  }
}

/**
 * The class index a target stands for. `top1` without a picture is class 0. Throws `bad-parameter` for an index the network
 * does not have, and for `second` where there is no picture or no second class.
 */
export function resolveTarget(
  target: Target,
  { classes, title }: NetworkGraph,
  logits: ArrayLike<number> | null,
): number {
  if (typeof target === 'number') {
    if (Number.isInteger(target) && target >= 0 && target < classes.length) return target;
    throw new LabError(
      'bad-parameter',
      phrase('“{title}” has no class {target}: its classes are numbered 0 to {last}.', {
        title,
        target,
        last: classes.length - 1,
      }),
      phrase('Choose one of its classes.'),
    );
  }
  if (target === 'top1' && !logits) return 0;
  const ranked = logits ? topK(logits, 2) : [];
  const found = ranked[target === 'top1' ? 0 : 1];
  if (found) return found.index;
  throw new LabError(
    'bad-parameter',
    logits
      ? phrase('There is no second best class: “{title}” has only one class.', { title })
      : phrase('There is no second best class: the run has no picture.'),
    phrase('Choose a class by its number.'),
  );
}
