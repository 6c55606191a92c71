import type { PixelImage } from '../../core/pictures/pixel-image';
import { resampleTaps, WEIGHT_BITS } from '../../core/pictures/resample-taps';
import { fittedPicture } from '../../core/pictures/transforms/resize';
import type { Network } from '../../networks/executor/network';
import { rgbaToZScore } from '../../networks/kernels/picture/round-to-bytes';
import { readBack } from '../../tensors/read-back';
import type { Beside, Transform } from '../ascent/ascent';
import { type AxisMatrix, axisMatrix, separable } from '../ascent/transforms/separable';
import type { RunContext } from '../method';

/** A run's second network as it sees the first one's picture; undefined where there is none. */
export function seenBeside(
  { graph }: Network,
  { beside }: Pick<RunContext<unknown>, 'beside'>,
): Beside | undefined {
  return beside && { ...beside, view: refitted(graph.input.size, beside.network.graph.input.size) };
}

/** A picture of one `[height, width]` squashed to another with Pillow's own weights, unrounded; null where they are the same. */
export function refitted(
  [height, width]: readonly [number, number],
  [toHeight, toWidth]: readonly [number, number],
): Transform | null {
  if (height === toHeight && width === toWidth) return null;
  return separable(axis(height, toHeight), axis(width, toWidth));
}

function axis(from: number, to: number): AxisMatrix {
  const { first, count, weights, most } = resampleTaps(from, to, 'bilinear');
  return axisMatrix(to, from, (place, add) => {
    for (let i = 0; i < (count[place] as number); i++)
      add((first[place] as number) + i, (weights[place * most + i] as number) / 2 ** WEIGHT_BITS);
  });
}

/** What a network says of a picture of bytes that was made for another: squashed to its size as the page would. */
export async function answerBeside(
  network: Network,
  picture: PixelImage,
): Promise<Float32Array<ArrayBuffer>> {
  const { width, height, data } = fittedPicture(picture, network.graph.input.size, 'squash');
  const { logits } = await readBack(() => ({ logits: network.logits(rgbaToZScore(data, width, height)) }));
  return logits;
}
