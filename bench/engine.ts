import { availableParallelism, cpus, loadavg } from 'node:os';
import { writeFile } from 'node:fs/promises';
import { BACKENDS, type BackendId } from '../src/engine/protocol/protocol';
import { type BenchNetwork, benchNetworks, TINY } from './engine-networks.ts';
import { type EngineBrowser, openEngineBrowser } from './engine-page.ts';
import { type EngineRow, measureRow, type Place } from './engine-row.ts';
import { engineTables, targetTable } from './engine-tables.ts';
import { type EngineResults, targetsOf } from './engine-targets.ts';
import { endure, exerciseRates, type Endurance, type ExerciseRate, openInLab } from './lab-exercises.ts';
import { openLabPage } from './lab-page.ts';
import { hasTorch } from './torch.ts';

export interface EngineOptions {
  /** File for the results as JSON, `-` for the standard output in place of tables; null for tables alone. */
  readonly json: string | null;
  /** Python with PyTorch; null looks for `python3`. */
  readonly python: string | null;
  readonly backend: string | null;
  readonly network: string | null;
  /** The generated network alone unless one is named, few repeats, no long runs. */
  readonly quick: boolean;
  /** Fail where a target is missed. */
  readonly check: boolean;
}

/** What the rows below were measured on. */
export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly browser: string;
  readonly torch: string | null;
  /** Mean processes waiting for a processor, at the start and at the end. */
  readonly load: readonly [number, number];
}

export type FullRow = EngineRow & { readonly rates: readonly ExerciseRate[] };

/** As many as the processors, up to what the page takes at most: what two threads give alone, too. */
const MOST_THREADS = Math.min(4, availableParallelism());
/** Above this a step speaks for itself: one repeat will do. */
const SLOW_MS = 1000;
const LONG_RUN_STEPS = 5000;
const LONG_RUN_NETWORK = 'squeezenet-sixteen';

/** Times the engine against stock TF.js and PyTorch on every backend. Gives the missed targets where they are to be checked. */
export async function benchEngine(options: EngineOptions): Promise<string[]> {
  const { json, quick } = options;
  const log = (words: string): void => console.error(`  ${words}`);
  const wanted = (await benchNetworks()).filter(({ id }) => wants(options.network, id, quick ? TINY : id));
  if (wanted.length === 0) return [`There is no network "${options.network ?? ''}" here.`];
  if (options.backend !== null && !BACKENDS.includes(options.backend as BackendId))
    return [`There is no backend "${options.backend}". Known are: ${BACKENDS.join(', ')}.`];
  const python = await findPython(options.python);
  if (options.python !== null && !python) return [`${options.python} has no PyTorch.`];
  const loadBefore = loadavg()[0] ?? 0;
  const browser = await openEngineBrowser();
  let rows: EngineRow[] = [];
  try {
    rows = await measureAll(browser, wanted, { ...options, python, log });
  } finally {
    await browser.close();
  }
  const page = await measurePage(wanted, rows, options, log);
  const results: EngineResults & { readonly rows: readonly FullRow[] } = {
    rows: rows.map((row) => ({ ...row, rates: page.rates.get(row) ?? [] })),
    endurance: page.endurance,
    vgg19TabBytes: page.vgg19TabBytes,
  };
  const machine: Machine = {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    processors: availableParallelism(),
    browser: `Chromium ${browser.version}`,
    torch: python ? `${python}, ${availableParallelism()} threads for all` : null,
    load: [loadBefore, loadavg()[0] ?? 0],
  };
  const targets = targetsOf(results);
  const text = JSON.stringify({ bench: 'engine', machine, ...results, targets }, null, json === '-' ? 0 : 2);
  if (json === '-') console.log(text);
  else {
    if (json !== null) await writeFile(json, `${text}\n`);
    console.log(engineTables(machine, results));
    console.log(targetTable(targets));
  }
  if (!options.check) return [];
  return targets
    .filter(({ met }) => !met)
    .map(({ name, value, bound }) => `Missed: ${name} is ${value.toPrecision(3)}, the bound is ${bound}.`);
}

const ms = (value: number | null): string => value?.toPrecision(3) ?? '–';
const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0] ?? '';

function wants(filter: string | null, id: string, otherwise: string): boolean {
  return filter === null ? id === otherwise : id === filter;
}

async function findPython(asked: string | null): Promise<string | null> {
  for (const python of asked === null ? ['python3', 'python'] : [asked]) {
    if (await hasTorch(python)) return python;
  }
  return null;
}

type RunOptions = EngineOptions & { readonly log: (words: string) => void };

async function measureAll(
  browser: EngineBrowser,
  networks: readonly BenchNetwork[],
  options: RunOptions,
): Promise<EngineRow[]> {
  const places = await placesOf(browser, options.backend);
  const rows: EngineRow[] = [];
  for (const network of networks) {
    for (const place of places) {
      const slow = place.id === 'cpu' || place.gpu?.software === true;
      if (slow && network.large && options.backend === null) continue;
      try {
        const row = await logged(browser, place, network, options);
        rows.push(row);
        // One thread is the fair comparison with one thread of PyTorch, all of them with all.
        const threads = row.threads > 1 ? 1 : MOST_THREADS;
        if (place.id === 'wasm' && !options.quick && MOST_THREADS > 1)
          rows.push(await logged(browser, { ...place, threads }, network, options));
      } catch (error) {
        options.log(`failed: ${firstLine(error)}`);
      }
    }
  }
  return rows;
}

async function logged(
  browser: EngineBrowser,
  place: Place,
  network: BenchNetwork,
  options: Parameters<typeof measureRow>[3],
): Promise<EngineRow> {
  options.log(`${network.id} on ${place.id}${place.threads === null ? '' : `, threads: ${place.threads}`}`);
  const row = await measureRow(browser, place, network, options);
  const { threads, forwardMs, gradientMs, stockGradientMs, torchGradientMs } = row;
  const times = `forward ${ms(forwardMs)}, gradient ${ms(gradientMs)}, stock ${ms(stockGradientMs)}, PyTorch ${ms(torchGradientMs)} ms`;
  options.log(`  ${times}${threads > 1 ? ` on ${threads} threads` : ''}`);
  return row;
}

/** Every backend there is, as the page starts it. */
async function placesOf(browser: EngineBrowser, filter: string | null): Promise<Place[]> {
  const tab = await browser.open();
  try {
    const available = await tab.call('available');
    return available
      .filter(({ id }) => filter === null || id === filter)
      .map((found) => ({ ...found, threads: null }));
  } finally {
    await tab.close();
  }
}

/** What is measured on the built page itself: steps a second, the long run, and the memory of VGG19's tab. */
async function measurePage(
  networks: readonly BenchNetwork[],
  rows: readonly EngineRow[],
  { quick, backend }: EngineOptions,
  log: (words: string) => void,
) {
  const rates = new Map<EngineRow, ExerciseRate[]>();
  let endurance: Endurance | null = null;
  let vgg19TabBytes: number | null = null;
  for (const network of networks.filter(({ files }) => files.length > 0)) {
    const lab = await openLabPage();
    try {
      // The memory counts from WASM's first map on: later backends add their own.
      if (network.id === 'vgg19') await lab.page.evaluate(() => window.lucarne.backend('wasm'));
      const id = await openInLab(lab.page, network);
      if (network.id === 'vgg19' && rows.some((row) => row.network === 'vgg19' && row.backend === 'wasm')) {
        await lab.page.evaluate(
          (wanted) =>
            window.lucarne.run({
              network: wanted,
              method: 'vanilla-gradient',
              image: 'samples/golf-ball.png',
            }),
          id,
        );
        vgg19TabBytes = lab.memory.highest();
      }
      for (const row of rows.filter((one) => one.network === network.id && one.asShipped)) {
        log(`the three exercises of ${network.id} on ${row.backend}`);
        const settings = {
          gradientMs: row.gradientMs,
          targetMs: quick ? 1000 : 4000,
          repeats: quick || row.gradientMs > SLOW_MS ? 1 : 3,
        };
        rates.set(row, await exerciseRates(lab.page, row.backend, id, settings));
      }
      if (!quick && network.id === LONG_RUN_NETWORK && (backend ?? 'wasm') === 'wasm') {
        log(`${LONG_RUN_STEPS} steps of ${network.id}`);
        endurance = await endure(lab.page, 'wasm', id, LONG_RUN_STEPS);
      }
    } catch (error) {
      log(`failed: ${firstLine(error)}`);
    } finally {
      await lab.close();
    }
  }
  return { rates, endurance, vgg19TabBytes };
}
