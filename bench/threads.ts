import { availableParallelism } from 'node:os';
import type { KernelTime } from './engine/profile';
import { benchNetworks } from './engine-networks.ts';
import { type EngineTab, openEngineBrowser } from './engine-page.ts';
import { table } from './tables.ts';

/** Of so many repeats the fastest counts. */
const REPEATS = 7;
const MOST_THREADS = Math.min(4, availableParallelism());

/**
 * Prints layer by layer what threads save of a gradient on WASM, what of it they share, and what this machine has to give: how
 * many gradients as many tabs compute at once, on a thread each, in the time of one alone.
 */
export async function benchThreads(options: {
  readonly network: string | null;
  readonly json: boolean;
}): Promise<string[]> {
  const wanted = options.network ?? 'squeezenet-sixteen';
  const network = (await benchNetworks()).find((one) => one.id === wanted);
  if (!network) return [`There is no network "${wanted}" here.`];
  const browser = await openEngineBrowser();
  try {
    const started = async (threads: number): Promise<EngineTab> => {
      const tab = await browser.open();
      await tab.call('start', 'wasm', threads);
      await tab.load(network);
      await tab.call('time', 'gradient', 2);
      return tab;
    };
    const [first, ...others] = await Promise.all(Array.from({ length: MOST_THREADS }, () => started(1)));
    if (!first) return ['There is no processor.'];
    const alone = await fastest(() => first.call('time', 'gradient', 3));
    const beside = await fastest(async () => {
      const times = [first, ...others].map((tab) => tab.call('time', 'gradient', 3));
      return Math.max(...(await Promise.all(times)));
    });
    const one = await first.call('profile', 'gradient', REPEATS, true);
    await Promise.all([first, ...others].map((tab) => tab.close()));
    const tab = await started(MOST_THREADS);
    const together = await fastest(() => tab.call('time', 'gradient', 3));
    const many = await tab.call('profile', 'gradient', REPEATS, true);
    const limit = (MOST_THREADS * alone) / beside;
    const gain = alone / together;
    if (options.json) {
      const figures = { threads: MOST_THREADS, alone, together, gain, limit };
      console.log(JSON.stringify({ bench: 'threads', network: wanted, ...figures, one, many }));
    } else {
      console.log(layers(one, many));
      console.log(
        `A gradient of ${wanted}: ${alone.toFixed(1)} ms on one thread, ${together.toFixed(1)} on ${MOST_THREADS}, ${gain.toFixed(2)} times as fast. ` +
          `Tabs that compute side by side, on a thread each, do ${limit.toFixed(2)} times the work of one.`,
      );
    }
    return [];
  } finally {
    await browser.close();
  }
}

async function fastest(time: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < REPEATS; i++) least = Math.min(least, await time());
  return least;
}

function layers(one: readonly KernelTime[], many: readonly KernelTime[]): string {
  const whole = one.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return table([
    ['gradient, layer by layer', 'calls', 'one thread', `${MOST_THREADS} threads`, 'of it shared', 'gain'],
    ...one
      .filter(({ milliseconds }) => milliseconds > whole / 200)
      .map(({ kernel, calls, milliseconds }) => {
        const there = many.find((each) => each.kernel === kernel);
        const ms = there?.milliseconds ?? NaN;
        const part = Math.round((100 * (there?.sharedMilliseconds ?? 0)) / ms);
        return [
          `  ${kernel}`,
          String(calls),
          `${milliseconds.toFixed(2)} ms`,
          `${ms.toFixed(2)} ms`,
          `${part} %`,
          (milliseconds / ms).toFixed(2),
        ];
      }),
  ]);
}
