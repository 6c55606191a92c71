import * as tf from '@tensorflow/tfjs-core';
import type { Frame } from '../../../core/records/frame';
import { probabilitiesOf } from '../../../core/statistics/answers';
import { objectiveValue } from '../../../tensors/objective';
import { readBack } from '../../../tensors/read-back';
import { bytesToZScore, packRgba, roundToBytes } from '../../../networks/kernels/picture/round-to-bytes';
import type { Network } from '../../../networks/executor/network';
import { fools } from '../attack';
import { bytesFrames } from '../bytes-frame';
import { type Colours, roundInto } from '../colours';
import type { AttackAim } from '../attack-rows';
import type { RunContext } from '../../method';
import type { SearchStop } from './search-rows';

/** The parameters that every search has. */
export interface SearchParams {
  readonly queries: number;
  readonly stopRule: SearchStop;
  readonly confidence: number;
}

/** What a proposal is made from. */
export interface Proposal<P> {
  /** The picture itself. */
  readonly photo: Colours;
  /** The best candidate so far; the picture itself before any is better. */
  readonly best: Colours;
  /** Queries made so far. */
  readonly query: number;
  /** Whether the last proposal became the best. */
  readonly kept: boolean;
  readonly params: P;
}

/** A search that asks the network for answers and never for gradients. */
export interface QuerySearch<P> {
  readonly aim: AttackAim;
  /** What a candidate must better: the margin over the rival, or the log-probability. */
  readonly score: 'margin' | 'log-probability';
  /** Whether there is but one candidate: it is asked about once, and shown whether it is better or not. */
  readonly isOne?: boolean;
  /** Writes the next candidate into `out`, which holds some earlier one. It is rounded and clipped to a picture for the query. */
  readonly propose: (from: Proposal<P>, out: Colours) => void;
}

/**
 * Frames of a search: each step proposes a picture, asks the network about its bytes, and keeps it where it scores better than
 * the best before. What is shown and saved is the best so far, as the network saw it. Scalars: what every attack on bytes tells
 * (`bytesFrames`); a step is one query.
 */
export async function* searchByQueries<P extends SearchParams>(
  network: Network,
  start: tf.Tensor4D,
  context: RunContext<P>,
  search: QuerySearch<P>,
): AsyncGenerator<Frame, void, void> {
  const { target } = context;
  const { kind } = network.graph.output;
  const { grey, size } = network.graph.input;
  const [height, width] = size;
  const up = search.aim === 'towards' ? 1 : -1;
  const isFooled = fools(network, target, search.aim);
  const scoreOf = (logits: Float32Array): number => up * objectiveValue(search.score, logits, target, kind);

  const { bytes: photo } = await readBack(() => ({ bytes: roundToBytes(start) }));
  const frameOfBytes = bytesFrames(network, packRgba(photo), target, isFooled);
  let best: Colours = photo.slice();
  let out: Colours = photo.slice();
  const rounded: Colours = new Float32Array(photo.length);
  const ask = async (colours: Colours): Promise<Float32Array<ArrayBuffer>> => {
    roundInto(rounded, colours, grey);
    const { logits } = await readBack(() => ({
      logits: network.logits(bytesToZScore(tf.tensor4d(rounded, [1, height, width, 3]))),
    }));
    return logits;
  };

  let logits = await ask(best);
  let kept = false;
  for (let step = 0; ; step++) {
    const isStopped = (await context.checkpoint(step)) === 'stop';
    const params = context.params();
    const queries = search.isOne === true ? 1 : params.queries;
    const isOver = isStopped || step >= queries || hasReached(logits, params);
    if (isOver || context.wantsFrame(step, queries)) yield frame(step, queries);
    if (isOver) return;
    search.propose({ photo, best, query: step, kept, params }, out);
    const answer = await ask(out);
    kept = search.isOne === true || scoreOf(answer) > scoreOf(logits);
    if (kept) {
      [best, out] = [out, best];
      logits = answer;
    }
  }

  function hasReached(answer: Float32Array, { stopRule, confidence }: P): boolean {
    if (stopRule === 'never') return false;
    if (stopRule === 'rounded') return isFooled(answer);
    const probability = probabilitiesOf(answer, kind)[target] as number;
    return search.aim === 'towards' ? probability >= confidence : probability <= 1 - confidence;
  }

  function frame(step: number, queries: number): Frame {
    roundInto(rounded, best, grey);
    const shown = { pixels: packRgba(rounded), logits };
    return frameOfBytes(shown, { step, steps: queries });
  }
}
