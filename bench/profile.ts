import { BACKENDS, type BackendId } from '../src/engine/protocol/protocol';
import type { KernelTime } from './engine/profile';
import { benchNetworks } from './engine-networks.ts';
import { openEngineBrowser } from './engine-page.ts';
import { table } from './tables.ts';

const PASSES = ['forward', 'gradient', 'stockGradient'] as const;
const TITLES: Readonly<Record<(typeof PASSES)[number], string>> = {
  forward: 'forward',
  gradient: 'gradient',
  stockGradient: 'stock gradient',
};
/** Of so many repeats the fastest counts. */
const REPEATS = 5;

/** Prints where the time of a pass goes, kernel by kernel, for one network on one backend. */
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
    const found: Partial<Record<(typeof PASSES)[number], KernelTime[]>> = {};
    for (const pass of PASSES) {
      try {
        await tab.call('time', pass, 2);
        found[pass] = await tab.call('profile', pass, REPEATS);
      } catch (error) {
        console.error(`  no ${TITLES[pass]}: ${(error as Error).message.split('\n')[0] ?? ''}`);
      }
    }
    if (options.json)
      console.log(JSON.stringify({ bench: 'profile', backend: id, network: wanted, ...found }));
    else
      for (const pass of PASSES)
        console.log(`${profileTable(`${wanted} on ${id}, ${TITLES[pass]}`, found[pass] ?? [])}\n`);
    return [];
  } finally {
    await browser.close();
  }
}

function profileTable(title: string, times: readonly KernelTime[]): string {
  const whole = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = times.filter(({ milliseconds }) => milliseconds > whole / 200);
  return table([
    [title, 'calls', 'ms', 'share'],
    ...rows.map(({ kernel, calls, milliseconds }) => [
      `  ${kernel}`,
      String(calls),
      milliseconds.toPrecision(3),
      `${Math.round((100 * milliseconds) / whole)} %`,
    ]),
    ['  all', String(times.reduce((sum, { calls }) => sum + calls, 0)), whole.toPrecision(3), ''],
  ]);
}
