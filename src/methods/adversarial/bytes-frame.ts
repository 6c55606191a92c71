import type { Frame } from '../../core/records/frame';
import { STD } from '../../core/pictures/imagenet-colours';
import { probabilitiesOf } from '../../core/statistics/answers';
import type { Network } from '../../networks/executor/network';
import { verdict } from '../verdict';
import { distanceFrom } from './attack-distance';

/** A picture of RGBA bytes, and the network's answer to exactly these. */
export interface AnsweredBytes {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly logits: Float32Array<ArrayBuffer>;
}

/** When a frame is taken, and what is told besides. */
export interface BytesMoment {
  readonly step: number;
  readonly steps: number;
  readonly scalars?: Readonly<Record<string, number>>;
}

/**
 * Makes the frames of an attack that counts nothing but pictures of bytes as fooling. Scalars besides the verdict: `fooled` and
 * `roundedFooled` (one and the same), `floatProbability` (the target's), `floatL2` (the length of the change in z-score space),
 * the distance (`distanceFrom`) from `input`, the bytes of the photo, and `queries`: one a step, where no others are told.
 */
export function bytesFrames(
  { graph }: Network,
  input: Uint8ClampedArray,
  target: number,
  isFooled: (logits: Float32Array) => boolean,
): (shown: AnsweredBytes, moment: BytesMoment) => Frame {
  const [height, width] = graph.input.size;
  const { kind } = graph.output;
  const distance = distanceFrom(input, { width, height });
  return ({ pixels, logits }, { step, steps, scalars }) => {
    const fooled = Number(isFooled(logits));
    return {
      step,
      steps: Math.max(step, steps),
      width,
      height,
      // A frame is given away, and these may be shown again.
      pixels: pixels.slice(),
      logits: logits.slice(),
      scalars: {
        ...verdict(logits, target, kind),
        floatProbability: probabilitiesOf(logits, kind)[target] as number,
        fooled,
        roundedFooled: fooled,
        floatL2: zScoreDistance(input, pixels),
        ...distance(pixels),
        queries: step,
        ...scalars,
      },
    };
  };
}

/** Euclidean distance of two pictures of RGBA bytes, in z-scores. */
function zScoreDistance(before: Uint8ClampedArray, after: Uint8ClampedArray): number {
  let sum = 0;
  for (let c = 0; c < 3; c++) {
    let squares = 0;
    for (let i = c; i < before.length; i += 4) squares += ((after[i] as number) - (before[i] as number)) ** 2;
    sum += squares / (255 * (STD[c] as number)) ** 2;
  }
  return Math.sqrt(sum);
}
