import * as tf from '@tensorflow/tfjs-core';
import type { Frame } from '../../../core/records/frame';
import { byteDistance } from '../../../core/pictures/byte-distance';
import { packedPixels, rgbaOf } from '../../../networks/kernels/picture/packed-pixels';
import { roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import type { Network, Trace } from '../../../networks/executor/network';
import { readBack } from '../../../tensors/read-back';
import { shownPicture } from '../../ascent/shown-picture';
import type { RunContext } from '../../method';
import { fools } from '../attack';
import type { AttackAim } from '../attack-rows';
import { type AnsweredBytes, bytesFrames } from '../bytes-frame';

/** Where a search for the smallest change stands. */
export interface SearchPoint<P> {
  readonly photo: tf.Tensor4D;
  /** The iterate, `[1, H, W, 3]` in z-score space, and its pass through the network. */
  readonly x: tf.Tensor4D;
  readonly trace: Trace;
  /** What has been read of the pass. */
  readonly logits: Float32Array<ArrayBuffer>;
  /** Whether the iterate fools, and whether it does, and enough, once it is rounded to bytes. */
  readonly isFooled: { readonly iterate: boolean; readonly bytes: boolean };
  /** Length of the smallest change found that fools as bytes, in grey levels; Infinity before there is one. */
  readonly smallest: number;
  readonly step: number;
  readonly params: P;
}

/** An attack that looks for the smallest change that fools. */
export interface SmallestChange<P> {
  readonly aim: AttackAim;
  readonly steps: (params: P) => number;
  /** Whether the first picture that fools ends the search. */
  readonly stopsAtFirst: boolean;
  /** Whether a picture that fools does so enough to count; without it, all do. */
  readonly isEnough?: (logits: Float32Array) => boolean;
  /** The next iterate, a picture; null where there is no way on. What else it makes it frees itself. */
  readonly next: (at: SearchPoint<P>) => Promise<tf.Tensor4D | null>;
}

/**
 * Frames of a search for the smallest change that fools. Each iterate that fools is rounded to bytes and classified again: the
 * closest picture of bytes that fools is what is shown, and the result; until there is one, the latest iterate is.
 */
export async function* searchSmallest<P>(
  network: Network,
  photo: tf.Tensor4D,
  context: RunContext<P>,
  attack: SmallestChange<P>,
): AsyncGenerator<Frame, void, void> {
  const isFooled = fools(network, context.target, attack.aim);
  const pixelsIn = photo.shape[1] * photo.shape[2];
  const { bytes } = await readBack(() => ({ bytes: packedPixels(roundToBytes(photo)) }));
  const input = rgbaOf(bytes, pixelsIn);
  const frameOfBytes = bytesFrames(network, input, context.target, isFooled);
  let x = tf.clone(photo);
  let best: AnsweredBytes | null = null;
  let smallest = Infinity;

  const rounded = async (): Promise<AnsweredBytes> => {
    const { bytes: packed, logits } = await readBack(() => {
      const { bytes: whole, logits: answer } = shownPicture(network, x);
      return { bytes: whole, logits: answer };
    });
    return { pixels: rgbaOf(packed, pixelsIn), logits };
  };

  try {
    for (let step = 0; ; step++) {
      const isStopped = (await context.checkpoint(step)) === 'stop';
      const params = context.params();
      const steps = attack.steps(params);
      const trace = network.forward(x);
      try {
        const { logits } = await readBack(() => ({ logits: trace.logits }));
        let shown: AnsweredBytes | null = null;
        let counts = false;
        if (isFooled(logits)) {
          shown = await rounded();
          const { l2: length } = byteDistance(input, shown.pixels);
          counts = isFooled(shown.logits) && (attack.isEnough?.(shown.logits) ?? true);
          if (counts && length < smallest) {
            best = shown;
            smallest = length;
          }
        }
        const isOver = isStopped || step >= steps || (attack.stopsAtFirst && best !== null) || smallest === 0;
        if (isOver || context.wantsFrame(step, steps))
          yield frameOfBytes(best ?? shown ?? (await rounded()), { step, steps });
        if (isOver) return;
        const next = await attack.next({
          photo,
          x,
          trace,
          logits,
          isFooled: { iterate: shown !== null, bytes: counts },
          smallest,
          step,
          params,
        });
        if (!next) {
          yield frameOfBytes(best ?? shown ?? (await rounded()), {
            step,
            steps,
            scalars: { zeroGradient: 1 },
          });
          return;
        }
        x.dispose();
        x = next;
      } finally {
        trace.dispose();
      }
    }
  } finally {
    x.dispose();
  }
}
