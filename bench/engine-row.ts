import type { BackendId, Gpu } from '../src/engine/protocol/protocol';
import type { Counts } from './engine/counters';
import type { ExerciseCounts } from './engine/exercises';
import type { Pass } from './engine/rivals';
import { type BenchNetwork, readBenchNetwork } from './engine-networks.ts';
import type { EngineBrowser, EngineTab } from './engine-page.ts';
import { interleaved, type Spread, spreadOf, type Timer } from './statistics.ts';
import { startTorch, type Torch } from './torch.ts';

/** What is timed of a network on a backend, all in turn. */
export type Timed = Pass | 'torchForward' | 'torchGradient' | 'torchAllThreadsGradient';

/** One network on one backend. Times are medians, in milliseconds. */
export interface EngineRow {
  readonly backend: BackendId;
  /** Threads that WASM computed on; 1 for the others. */
  readonly threads: number;
  /** Whether the page would compute on so many by itself. */
  readonly asShipped: boolean;
  /** An emulated GPU. */
  readonly software: boolean;
  readonly network: string;
  readonly size: readonly [number, number];
  readonly parameters: number;
  readonly forwardMs: number;
  readonly gradientMs: number;
  readonly stockForwardMs: number | null;
  readonly stockGradientMs: number | null;
  readonly torchForwardMs: number | null;
  readonly torchGradientMs: number | null;
  readonly torchAllThreadsGradientMs: number | null;
  readonly spread: Readonly<Partial<Record<Timed, Spread>>>;
  readonly counts: Readonly<Partial<Record<Pass, Counts>>>;
  /** Length of our gradient's difference from the stock one, in parts of that one's. */
  readonly fromStock: number | null;
  /** The same from PyTorch's gradient in float64, and how far the stock one is from it. */
  readonly fromExact: number | null;
  readonly stockFromExact: number | null;
  /** Largest difference from PyTorch's logits, in parts of the largest. */
  readonly fromTorch: number | null;
  readonly exercises: readonly ExerciseCounts[];
}

/** A backend to be timed on. */
export interface Place {
  readonly id: BackendId;
  readonly gpu: Gpu | null;
  /** Null for as many threads as the page takes by itself. */
  readonly threads: number | null;
}

export interface RowOptions {
  readonly python: string | null;
  readonly quick: boolean;
  readonly log: (words: string) => void;
}

/** One timing takes at least about this long: shorter passes are done several times in a row. */
const SAMPLE_MS = 40;
/** A pass that takes longer than this is timed once. */
const ONCE_ABOVE_MS = 20_000;
/** Where a gradient takes longer, the exercises are run for a few steps only. */
const SLOW_MS = 400;
/** A run of an exercise to its last step may take this long; where it would take longer, it is shorter. */
const LONG_RUN_MS = 400_000;

/** Times a network on a backend, interleaved with its rivals. Rejects where it cannot be loaded there. */
export async function measureRow(
  browser: EngineBrowser,
  place: Place,
  network: BenchNetwork,
  options: RowOptions,
): Promise<EngineRow> {
  const tab = await browser.open();
  let torch: Torch | null = null;
  try {
    const { threads } = await tab.call('start', place.id, place.threads);
    const { size, parameters } = await tab.load(network);
    // The first passes prepare and compile; the second tell how many make a sample.
    const once = async (pass: Pass): Promise<number> => {
      await tab.call('time', pass, 1);
      return tab.call('time', pass, 1);
    };
    const forward = await once('forward');
    const gradient = await once('gradient');
    const stock = await compareStock(tab, options.log);
    const stockOnce = stock !== null && stock.stockMs > ONCE_ABOVE_MS;
    torch = await torchFor(tab, network, options);
    const exact = torch && (await tab.call('compareExact', torch.exactGradient));

    const many = (ms: number): number => Math.max(1, Math.min(200, Math.round(SAMPLE_MS / ms)));
    const ours =
      (pass: Pass, count: number): Timer =>
      () =>
        tab.call('time', pass, count);
    const timers: Partial<Record<Timed, Timer>> = {
      forward: ours('forward', many(forward)),
      gradient: ours('gradient', many(gradient)),
    };
    if (stock) {
      timers.stockForward = ours('stockForward', many(forward));
      if (!stockOnce) timers.stockGradient = ours('stockGradient', many(stock.stockMs));
    }
    if (torch) {
      const theirs =
        (pass: 'forward' | 'gradient', on: number): Timer =>
        async () =>
          torch?.time(pass, on, many(pass === 'forward' ? forward : gradient)) ?? NaN;
      timers.torchForward = theirs('forward', 1);
      timers.torchGradient = theirs('gradient', 1);
      if (torch.threads > 1) timers.torchAllThreadsGradient = theirs('gradient', 0);
      for (const time of [timers.torchForward, timers.torchGradient]) await time();
    }
    const spread = await interleaved(timers as Record<Timed, Timer>, {
      repeats: options.quick ? 5 : 25,
      budgetMs: options.quick ? 10_000 : 60_000,
      onceAboveMs: ONCE_ABOVE_MS,
      now: () => performance.now(),
    });

    const counts: Partial<Record<Pass, Counts>> = {};
    const counted: Pass[] =
      stock && !stockOnce ? ['forward', 'gradient', 'stockGradient'] : ['forward', 'gradient'];
    for (const pass of counted) counts[pass] = await tab.call('count', pass);
    const fromTorch = torch?.disagreement ?? null;
    await torch?.close();
    torch = null;
    if (stockOnce) spread.stockGradient = spreadOf([stock.stockMs]);
    const ms = (name: Timed): number | null => (spread[name] as Spread | undefined)?.median ?? null;
    return {
      backend: place.id,
      threads,
      asShipped: place.threads === null,
      software: place.gpu?.software ?? false,
      network: network.id,
      size,
      parameters,
      forwardMs: spread.forward.median,
      gradientMs: spread.gradient.median,
      stockForwardMs: ms('stockForward'),
      stockGradientMs: ms('stockGradient'),
      torchForwardMs: ms('torchForward'),
      torchGradientMs: ms('torchGradient'),
      torchAllThreadsGradientMs: ms('torchAllThreadsGradient'),
      spread,
      counts,
      fromStock: stock?.fromStock ?? null,
      fromExact: exact?.ours ?? null,
      stockFromExact: exact?.stock ?? null,
      fromTorch,
      exercises: place.threads === null ? await exercises(tab, spread.gradient.median, options.quick) : [],
    };
  } finally {
    await torch?.close();
    await tab.close();
  }
}

/** Some networks have no TF.js layers, and some backends no kernel for a stock gradient. */
async function compareStock(tab: EngineTab, log: (words: string) => void) {
  try {
    return await tab.call('compareStock');
  } catch (error) {
    log(`no stock gradient: ${String(error).split('\n')[0] ?? ''}`);
    return null;
  }
}

async function torchFor(
  tab: EngineTab,
  network: BenchNetwork,
  { python, log }: RowOptions,
): Promise<Torch | null> {
  if (!python) return null;
  try {
    return await startTorch(python, await readBenchNetwork(network), await tab.call('question'));
  } catch (error) {
    log(`no PyTorch: ${(error as Error).message}`);
    return null;
  }
}

async function exercises(tab: EngineTab, gradientMs: number, quick: boolean): Promise<ExerciseCounts[]> {
  const slow = gradientMs > SLOW_MS;
  const steps = slow ? [10] : [2000, 100, 10];
  const last = steps.find((count) => count * gradientMs < (quick ? 20_000 : LONG_RUN_MS));
  if (last === undefined) return [];
  const counts: ExerciseCounts[] = [];
  for (const exercise of ['saliency', 'fooling', 'visualization'] as const) {
    // The long run is the same loop in all three; one of them shows it on a network that takes its time.
    const far = exercise === 'visualization' || last * gradientMs < 120_000 ? last : 10;
    counts.push(
      await tab.call('exercise', { exercise, few: slow ? 2 : 10, lookAt: far > 10 ? [10, far] : [10] }),
    );
  }
  return counts;
}
