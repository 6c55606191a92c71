import type { Page } from '@playwright/test';
import { isMilestone } from '../src/core/records/milestones.ts';
import { openLabPage } from './lab-page.ts';
import { writeE2eModels } from '../scripts/e2e-model.ts';
import { megabytes, seconds, table } from './tables.ts';

const BUNDLED = 'squeezenet-sixteen';
/** A generated one, whose steps take a millisecond: the page and its storage are what is measured then. */
const GENERATED = 'tiny';
const STEPS = 10_000;
const QUICK_STEPS = 1000;
/** What is promised: a crash costs no more. */
const CHECKPOINT_MS = 30_000;
/** A run may hold more at its end than after its first tenth by this factor: the film strip fills, and collectors take their time. */
const GROWTH = 1.15;
/** A person's next move on the page. */
const MOVE_MS = 700;

interface LongOptions {
  /** One that comes with the page, or `tiny`. */
  readonly network: string | null;
  readonly json: boolean;
  readonly quick: boolean;
  readonly check: boolean;
}

/** What a long run came to. */
interface LongRun {
  readonly ms: number;
  /** Peak of the tab's memory in the second tenth of the steps, and in the last. */
  readonly earlyBytes: number;
  readonly lateBytes: number;
  /** Tensors on the backend in those. */
  readonly earlyTensors: number;
  readonly lateTensors: number;
  readonly checkpoints: number;
  /** Longest time between two checkpoints, or from the start to the first. */
  readonly longestGapMs: number;
  /** Milestones that the film strip does not have. */
  readonly missed: readonly number[];
  /** Longest time between two frames of the page while it was used. */
  readonly standstillMs: number;
}

/**
 * Runs a long class visualisation while the page is used: sliders, the film strip, the other exercises. Its memory is to be
 * flat, its milestones all on the strip, its checkpoints on time.
 */
export async function benchLong({ network: named, json, quick, check }: LongOptions): Promise<string[]> {
  const network = named ?? BUNDLED;
  const steps = quick ? QUICK_STEPS : STEPS;
  if (network === GENERATED) process.env['LUCARNE_MODELS'] = await writeE2eModels(process.cwd());
  const lab = await openLabPage();
  try {
    const run = await longRun(lab.page, { network, steps }, (from, to) =>
      lab.memory.highestBetween(from, to),
    );
    if (json) {
      console.log(JSON.stringify({ bench: 'long', network, steps, ...run }));
    } else {
      console.log(
        table([
          ['a long run', network],
          ['steps', steps.toLocaleString('en')],
          ['time', seconds(run.ms)],
          ['a step', `${(run.ms / steps).toFixed(1)} ms`],
          ['memory, second tenth', megabytes(run.earlyBytes)],
          ['memory, last tenth', megabytes(run.lateBytes)],
          ['tensors, second tenth and last', `${run.earlyTensors} and ${run.lateTensors}`],
          ['checkpoints', String(run.checkpoints)],
          ['longest time between two', seconds(run.longestGapMs)],
          ['milestones missed', run.missed.join(', ') || 'none'],
          ['longest standstill of the page', `${run.standstillMs.toFixed(0)} ms`],
        ]),
      );
    }
    return check ? missedTargets(run) : [];
  } finally {
    await lab.close();
  }
}

function missedTargets(run: LongRun): string[] {
  const { earlyBytes, lateBytes, earlyTensors, lateTensors, longestGapMs, missed } = run;
  return [
    ...(lateBytes > GROWTH * earlyBytes
      ? [`Memory grew from ${megabytes(earlyBytes)} to ${megabytes(lateBytes)}.`]
      : []),
    ...(lateTensors > earlyTensors ? [`Tensors grew from ${earlyTensors} to ${lateTensors}.`] : []),
    ...(longestGapMs > CHECKPOINT_MS ? [`No checkpoint for ${seconds(longestGapMs)}.`] : []),
    ...(missed.length > 0 ? [`The film strip misses step ${missed.join(', ')}.`] : []),
  ];
}

async function longRun(
  page: Page,
  { network, steps }: { readonly network: string; readonly steps: number },
  highest: (from: number, to: number) => number,
): Promise<LongRun> {
  await page.evaluate(
    ([id, iterations]) => {
      location.hash = `network=${id}&exercise=visualization&class-visualization.iterations=${iterations}`;
    },
    [network, steps] as const,
  );
  await watch(page);
  const from = Date.now();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const share = async (): Promise<number> => {
    const text = (await page.locator('.progress').innerText()).replaceAll(',', '');
    if (/Done/.test(text)) return 1;
    return Number(/Step (\d+)/.exec(text)?.[1] ?? 0) / steps;
  };
  const tensors = () => page.evaluate(async () => (await window.lucarne.memory()).tensors);
  const tenths: { at: number; tensors: number }[] = [];
  for (let done = 0, move = 0; done < 1; done = await share(), move++) {
    while (tenths.length <= Math.floor(10 * done)) tenths.push({ at: Date.now(), tensors: await tensors() });
    await use(page, move);
    await page.waitForTimeout(MOVE_MS);
  }
  const to = Date.now();
  await page.getByRole('tab', { name: 'Class visualisation' }).click();
  await page.getByRole('button', { name: 'Look at step 0' }).waitFor();
  const strip = await page
    .getByRole('button', { name: /^Look at step \d+$/ })
    .evaluateAll((buttons) =>
      buttons.map((button) => Number(/\d+/.exec(button.getAttribute('aria-label') ?? '')?.[0])),
    );
  const milestones = Array.from({ length: steps + 1 }, (_, step) => step).filter(isMilestone);
  const { checkpoints, standstillMs } = await page.evaluate(() => window.longBench);
  const moments = [from, ...checkpoints];
  return {
    ms: to - from,
    earlyBytes: highest(tenths[1]?.at ?? from, tenths[2]?.at ?? to),
    lateBytes: highest(tenths[9]?.at ?? from, to),
    earlyTensors: tenths[2]?.tensors ?? 0,
    lateTensors: tenths[9]?.tensors ?? 0,
    checkpoints: checkpoints.length,
    longestGapMs: Math.max(...moments.map((at, i) => (moments[i + 1] ?? to) - at)),
    missed: milestones.filter((step) => !strip.includes(step)),
    standstillMs,
  };
}

declare global {
  interface Window {
    /** What is watched in the page: moments of checkpoints, and its longest standstill. */
    longBench: { checkpoints: number[]; standstillMs: number };
  }
}

/** Has the page note each checkpoint that its storage is given, and the longest time between two of its frames. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { checkpoints: [] as number[], standstillMs: 0 };
    window.longBench = seen;
    // oxlint-disable-next-line typescript/unbound-method -- it is called on what it belongs to
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (typeof key === 'string' && key.startsWith('standing ')) seen.checkpoints.push(Date.now());
      return put.call(this, value, key);
    };
    let last = performance.now();
    const tick = (now: number): void => {
      seen.standstillMs = Math.max(seen.standstillMs, now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

/** What somebody does on the page meanwhile, one thing after the other. */
async function use(page: Page, move: number): Promise<void> {
  switch (move % 5) {
    case 0:
      return page
        .getByRole('slider', { name: /^Film strip/ })
        .press('ArrowLeft', { timeout: 5000 })
        .catch(() => undefined);
    case 1:
      return page
        .getByRole('button', { name: 'Back to the newest' })
        .click({ timeout: 2000 })
        .catch(() => undefined);
    case 2:
      return page.getByRole('slider', { name: 'Penalty' }).press(move % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    case 3:
      return page.getByRole('tab', { name: 'Saliency' }).click();
    default:
      return page.getByRole('tab', { name: 'Class visualisation' }).click();
  }
}
