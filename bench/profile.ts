import { BACKENDS, type BackendId } from '../src/engine/protocol/protocol';
import type { Exercise } from '../src/methods/catalog/params';
import type { KernelTime } from './engine/profile';
import { benchNetworks } from './engine-networks.ts';
import { openEngineBrowser } from './engine-page.ts';
import { EXERCISES } from './exercise-settings.ts';
import { table } from './tables.ts';

const PASSES = ['forward', 'gradient', 'stockGradient'] as const;
type Pass = (typeof PASSES)[number];
const TITLES: Readonly<Record<Pass, string>> = {
  forward: 'forward',
  gradient: 'gradient',
  stockGradient: 'stock gradient',
};
/** Of so many repeats the fastest counts. */
const REPEATS = 5;

/** Steps of an exercise over which a step's times are averaged: its start and its end are spread over them. */
const STEPS = 20;

/** Prints where the time of a pass goes, and of a step of each exercise, kernel by kernel, for one network on one backend. */
export async function benchProfile(options: {
  readonly backend: string | null;
  readonly network: string | null;
  readonly json: boolean;
}): Promise<string[]> {
  const id = (options.backend ?? 'wasm') as BackendId;
  if (!BACKENDS.includes(id)) return [`There is no backend "${id}". Known are: ${BACKENDS.join(', ')}.`];
  const wanted = options.network ?? 'squeezenet-sixteen';
  const network = (await benchNetworks()).find((one) => one.id === wanted);
  if (!network) return [`There is no network "${wanted}" here.`];
  const browser = await openEngineBrowser();
  try {
    const tab = await browser.open();
    await tab.call('start', id, id === 'wasm' ? 1 : null);
    await tab.load(network);
    const found: Partial<Record<Pass, KernelTime[]>> = {};
    for (const pass of PASSES) {
      try {
        await tab.call('time', pass, 2);
        found[pass] = await tab.call('profile', pass, REPEATS);
      } catch (error) {
        console.error(`  no ${TITLES[pass]}: ${(error as Error).message.split('\n')[0] ?? ''}`);
      }
    }
    const steps: Partial<Record<Exercise, KernelTime[]>> = {};
    for (const exercise of Object.keys(EXERCISES) as Exercise[]) {
      const { kernels } = await tab.call('exerciseProfile', { exercise, steps: STEPS, shown: false });
      steps[exercise] = kernels.map(aStep);
    }
    const times = { ...found, ...steps };
    if (options.json)
      console.log(JSON.stringify({ bench: 'profile', backend: id, network: wanted, ...times }));
    else
      for (const [name, kernels] of Object.entries(times)) {
        const what =
          name in TITLES ? TITLES[name as Pass] : `a step of ${EXERCISES[name as Exercise].method}`;
        console.log(`${profileTable(`${wanted} on ${id}, ${what}`, kernels)}\n`);
      }
    return [];
  } finally {
    await browser.close();
  }
}

const count = (calls: number): string => calls.toLocaleString('en', { maximumFractionDigits: 1 });
const aStep = ({ calls, milliseconds, ...rest }: KernelTime): KernelTime => ({
  ...rest,
  calls: calls / STEPS,
  milliseconds: milliseconds / STEPS,
});

function profileTable(title: string, times: readonly KernelTime[]): string {
  const whole = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = times.filter(({ milliseconds }) => milliseconds > whole / 200);
  return table([
    [title, 'calls', 'ms', 'share'],
    ...rows.map(({ kernel, calls, milliseconds }) => [
      `  ${kernel}`,
      count(calls),
      milliseconds.toPrecision(3),
      `${Math.round((100 * milliseconds) / whole)} %`,
    ]),
    ['  all', count(times.reduce((sum, { calls }) => sum + calls, 0)), whole.toPrecision(3), ''],
  ]);
}
