import * as tf from '@tensorflow/tfjs-core';
import type { AnswerKind } from '../../../core/statistics/answers';
import type { Frame } from '../../../core/records/frame';
import { readBack } from '../../../tensors/read-back';
import { packRgba, roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import type { Network } from '../../../networks/executor/network';
import { verdict } from '../../verdict';

/** What the frames of a refining map have in common: the picture as bytes, and what the network says of it. */
export interface SeenPicture {
  readonly height: number;
  readonly width: number;
  readonly logits: Float32Array<ArrayBuffer>;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Smallest and largest value of the picture in z-score space. */
  readonly lowest: number;
  readonly highest: number;
  /** A frame of the map as it stands after `step` of `steps` samples; `part.scalars` join the network's verdict. */
  frame(step: number, steps: number, part: MapPart): Frame;
}

type MapPart = Pick<Frame, 'gradient' | 'signed' | 'scalars'> & Required<Pick<Frame, 'attribution'>>;

/** A picture's bytes and logits as read back from the device. */
interface ReadPicture {
  readonly bytes: Float32Array;
  readonly logits: Float32Array<ArrayBuffer>;
}

/** Makes the frames of a picture that has been read back, `[1, h, w, 3]`. `target` is the class that the verdict speaks of. */
function framesOf(
  { bytes, logits }: ReadPicture,
  shape: tf.Tensor4D['shape'],
  target: number,
  kind: AnswerKind,
) {
  const [, height, width] = shape;
  const pixels = packRgba(bytes);
  const frame: SeenPicture['frame'] = (step, steps, { scalars, ...part }) => ({
    step,
    steps,
    width,
    height,
    pixels: pixels.slice(),
    logits: logits.slice(),
    ...part,
    scalars: { ...verdict(logits, target, kind), ...scalars },
  });
  return { height, width, logits, pixels, frame };
}

/** The one frame of a map that is drawn in one pass. */
export function onlyFrame(
  { graph }: Network,
  read: ReadPicture,
  picture: tf.Tensor4D,
  target: number,
  part: MapPart,
): Frame {
  return framesOf(read, picture.shape, target, graph.output.kind).frame(1, 1, part);
}

/** Reads the picture back once, for all frames to come. `target` is the class that the verdict speaks of. */
export async function seePicture(
  network: Network,
  picture: tf.Tensor4D,
  target: number,
): Promise<SeenPicture> {
  const read = await readBack(() => ({
    bytes: roundToBytes(picture),
    logits: network.logits(picture),
    lowest: tf.min(picture),
    highest: tf.max(picture),
  }));
  return {
    ...framesOf(read, picture.shape, target, network.graph.output.kind),
    lowest: read.lowest[0] as number,
    highest: read.highest[0] as number,
  };
}
