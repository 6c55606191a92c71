import * as tf from '@tensorflow/tfjs-core';
import type { Network, Trace } from '../../networks/executor/network';
import { bytesToZScore } from '../../networks/kernels/picture/round-to-bytes';
import { readBack } from '../../tensors/read-back';
import { type Aim, traceGradient } from '../objective-gradient';
import type { Colours } from './colours';

/** What a network says of a picture of bytes. */
export interface BytesAnswer {
  readonly logits: Float32Array<ArrayBuffer>;
  /** The gradient at it, times the aim's scale, in z-scores: what is rounded to bytes is given it straight through. */
  readonly gradient: Colours;
}

/** The answer to whole colours, and the gradient there. */
export async function answerAndGradient(network: Network, whole: Colours, aim: Aim): Promise<BytesAnswer> {
  const z = pictureOf(network, whole);
  let trace: Trace | null = null;
  try {
    const passed = network.forward(z);
    trace = passed;
    return await readBack(() => ({
      logits: passed.logits,
      gradient: traceGradient(network, passed, aim),
    }));
  } finally {
    trace?.dispose();
    z.dispose();
  }
}

/** The answer to whole colours. */
export async function answerTo(network: Network, whole: Colours): Promise<BytesAnswer['logits']> {
  const { logits } = await readBack(() => ({ logits: network.logits(pictureOf(network, whole)) }));
  return logits;
}

function pictureOf({ graph }: Network, whole: Colours): tf.Tensor4D {
  const [height, width] = graph.input.size;
  return tf.tidy(() => bytesToZScore(tf.tensor4d(whole, [1, height, width, 3])));
}
