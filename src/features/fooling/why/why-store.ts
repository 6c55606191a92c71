import { createStore } from 'zustand/vanilla';
import { slopesOf } from '../../../core/maps/slopes';
import { createRandom } from '../../../core/random/seeded-random';
import { isAbort } from '../../../core/records/abort';
import type { LabErrorData } from '../../../core/records/lab-error';
import { createLatest } from '../../../core/records/latest';
import type { RunResult } from '../../../engine/protocol/protocol';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { drawMap } from '../../../page/run/draw-map';
import { methodsFor } from '../../../page/settings/settings-schema';
import { type Sums, sumsOf } from './why';

/** Why a run fooled the network: the class that led, the one that leads now, and how the changes came to that. */
export interface Why extends Sums {
  readonly from: string;
  readonly to: string;
  /** The lead of `from` over `to` in the photo, and by how much the network's own lead has fallen. In logits. */
  readonly lead: number;
  readonly measured: number;
}

interface WhyState {
  /** Null until it is known. */
  readonly why: Why | null;
  readonly error: LabErrorData | null;
}

const NOTHING: WhyState = { why: null, error: null };
export const whyStore = createStore<WhyState>(() => NOTHING);
const latest = createLatest();

/** Asks why a run's picture fools the network. Ends an earlier call; a failure is told in the store. */
export async function askWhy(result: RunResult): Promise<void> {
  const signal = latest.begin();
  whyStore.setState(NOTHING);
  try {
    const why = await whyOf(result, signal);
    signal.throwIfAborted();
    whyStore.setState({ why });
  } catch (thrown) {
    if (!isAbort(thrown)) whyStore.setState({ error: asLabError(thrown) });
  }
}

/** Asks no more, where nobody looks. */
export function leaveWhy(): void {
  latest.cancel();
}

async function whyOf(result: RunResult, signal: AbortSignal): Promise<Why | null> {
  const { width, height, recipe } = result;
  const { network, seed, fit } = recipe;
  const [before, after] = [result.input, result.pixels].map((data) => ({ width, height, data }));
  if (!before || !after) return null;
  const read = await lab().classify(network, before, signal);
  const now = await lab().classify(network, after, signal);
  const [from, to] = [read.top[0], now.top[0]];
  if (!from || !to || from.index === to.index) return null;
  const lead = (logits: ArrayLike<number>): number => (logits[from.index] ?? 0) - (logits[to.index] ?? 0);
  // The slopes change on the way from the one picture to the other: the mean of both ends is nearer the truth than either.
  const [{ id: method }] = methodsFor('saliency');
  const params = { objective: 'logit' };
  const slopes = new Float32Array(width * height * 3);
  for (const image of [before, after])
    for (const [target, sign] of [
      [to.index, 0.5],
      [from.index, -0.5],
    ] as const) {
      const { raw } = await drawMap({ network, method, image, target, params, seed, fit }, { signal });
      if (!raw) return null;
      for (const [place, slope] of slopesOf(raw).entries())
        slopes[place] = (slopes[place] ?? 0) + sign * slope;
    }
  return {
    ...sumsOf(slopes, before, after, createRandom(seed)),
    ...{ from: from.name, to: to.name, lead: lead(read.logits) },
    measured: lead(read.logits) - lead(now.logits),
  };
}
