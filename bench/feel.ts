import type { Locator, Page } from '@playwright/test';
import { openLabPage } from './lab-page.ts';
import { spreadOf } from './statistics.ts';
import { table } from './tables.ts';

const NETWORK = 'squeezenet-sixteen';
/** Far more steps than the measuring lasts. */
const STEPS = 100_000;
const WINDOW_MS = 3000;
const PRESSES = 20;

/** One figure of how the page feels: milliseconds. */
interface Figure {
  readonly name: string;
  readonly ms: number;
}

/**
 * Measures what a hand on the page feels, on a network that comes with it: how long the page stands still at most while
 * something runs, how soon a slider shows that it was moved, and how soon a map follows another class.
 * Figures of one machine at one moment: nothing fails by them.
 */
export async function benchFeel(json: boolean): Promise<string[]> {
  const lab = await openLabPage();
  try {
    const { page } = lab;
    const figures: Figure[] = [
      { name: 'another class chosen, its map drawn: median', ms: await mapAfterClass(page) },
      { name: 'gamma moved, the map painted anew: median', ms: await paintAfterSlider(page) },
    ];
    await startLongRun(page);
    figures.push(
      {
        name: 'longest gap between two frames, class visualisation running',
        ms: await longestFrameGap(page),
      },
      { name: 'slider moved meanwhile, seen in the next frame: median', ms: await frameAfterSlider(page) },
      { name: 'pause pressed, the run held', ms: await heldAfterPause(page) },
    );
    if (json) {
      console.log(JSON.stringify({ bench: 'feel', network: NETWORK, figures }));
    } else {
      console.log(table([['felt', 'ms'], ...figures.map(({ name, ms }) => [name, ms.toFixed(0)])]));
    }
    return [];
  } finally {
    await lab.close();
  }
}

/** Milliseconds from a press of the second and the first of the five best classes to their maps. */
async function mapAfterClass(page: Page): Promise<number> {
  const times: number[] = [];
  const bars = page.getByRole('region', { name: 'What it sees' }).getByRole('button');
  for (let round = 0; round < 6; round++) {
    const bar = bars.nth((round + 1) % 2);
    const name = /^(.*), class \d+: logit/.exec((await bar.getAttribute('title')) ?? '')?.[1] ?? '';
    const map = page.getByRole('img', { name: `Map for “${name}”` });
    const from = performance.now();
    await bar.click();
    await map.waitFor();
    times.push(performance.now() - from);
  }
  return spreadOf(times).median;
}

/** Milliseconds from an arrow key on Gamma to other pixels of the map: no new run, a repaint alone. */
async function paintAfterSlider(page: Page): Promise<number> {
  await page.getByRole('slider', { name: 'Gamma' }).focus();
  return keyUntil(page, page.getByRole('img', { name: /^Map for/ }).locator('canvas'));
}

async function startLongRun(page: Page): Promise<void> {
  await page.evaluate(
    ([network, steps]) => {
      location.hash = `network=${network}&exercise=visualization&class-visualization.iterations=${steps}`;
    },
    [NETWORK, STEPS] as const,
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText(/^Step (?!0 )[\d,]+ of/).waitFor();
}

/** Longest time between two animation frames in a few seconds: how long the page stood still. */
function longestFrameGap(page: Page): Promise<number> {
  return page.evaluate(
    (windowMs) =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        let last = from;
        let longest = 0;
        const tick = (): void => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
          if (now - from < windowMs) requestAnimationFrame(tick);
          else resolve(longest);
        };
        requestAnimationFrame(tick);
      }),
    WINDOW_MS,
  );
}

/** Milliseconds from an arrow key on the penalty to the frame in which its number has changed, while a run goes on. */
async function frameAfterSlider(page: Page): Promise<number> {
  await page.getByRole('slider', { name: 'Penalty' }).focus();
  return keyUntil(page, page.getByRole('textbox', { name: 'Penalty, value' }));
}

/** Median of the milliseconds from an arrow key to the first animation frame in which a canvas or a field shows something else. */
async function keyUntil(page: Page, watched: Locator): Promise<number> {
  const times: number[] = [];
  for (let press = 0; press < PRESSES; press++) {
    const changed = await watched.evaluateHandle((node) => {
      const read = (): string =>
        node instanceof HTMLCanvasElement ? node.toDataURL() : (node as HTMLInputElement).value;
      const before = read();
      const measured = new Promise<number>((resolve) => {
        const begin = ({ timeStamp }: KeyboardEvent): void => {
          const look = (): void => {
            if (read() === before) requestAnimationFrame(look);
            else resolve(performance.now() - timeStamp);
          };
          requestAnimationFrame(look);
        };
        addEventListener('keydown', begin, { once: true, capture: true });
      });
      return { measured };
    });
    await page.keyboard.press(press % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    times.push(await changed.evaluate(({ measured }) => measured));
  }
  return spreadOf(times).median;
}

async function heldAfterPause(page: Page): Promise<number> {
  const from = performance.now();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText(/· paused$/).waitFor();
  return performance.now() - from;
}
