import type { Page } from '@playwright/test';
import type { BackendId } from '../src/engine/protocol/protocol';
import type { Exercise } from '../src/methods/catalog/params';
import { EXERCISES } from './exercise-settings.ts';
import { openModelFiles } from './own-models.ts';
import { spreadOf } from './statistics.ts';
import type { BenchNetwork } from './engine-networks.ts';

/** How fast an exercise goes in the page, with nobody looking and with every frame shown. */
export interface ExerciseRate {
  readonly exercise: Exercise;
  readonly stepsPerSecond: number;
  readonly stepsPerSecondShown: number;
}

const EXERCISE_IDS: readonly Exercise[] = ['saliency', 'fooling', 'visualization'];
const IMAGE = 'samples/golf-ball.png';

/** Opens a network in the page, from its files where the page's server has it not; the id it has there. */
export async function openInLab(page: Page, { id, files, preprocessing }: BenchNetwork): Promise<string> {
  const served = await page.evaluate(
    (wanted) => window.lucarne.networks().some((row) => row.id === wanted && row.origin === 'served'),
    id,
  );
  if (served) return page.evaluate((wanted) => window.lucarne.load(wanted), id);
  return openModelFiles(page, files, preprocessing === undefined ? {} : { preprocessing });
}

/**
 * Steps a second of the three exercises through the page's own door, frames off and on in turn. A run lasts about
 * `targetMs`; each is timed `repeats` times.
 */
export async function exerciseRates(
  page: Page,
  backend: BackendId,
  network: string,
  options: { readonly gradientMs: number; readonly targetMs: number; readonly repeats: number },
): Promise<ExerciseRate[]> {
  await page.evaluate((id) => window.lucarne.backend(id), backend);
  const rates: ExerciseRate[] = [];
  const count = Math.max(5, Math.min(300, Math.round(options.targetMs / options.gradientMs)));
  for (const exercise of EXERCISE_IDS) {
    await runSteps(page, network, exercise, 5, false);
    const hidden: number[] = [];
    const shown: number[] = [];
    for (let i = 0; i < options.repeats; i++) {
      hidden.push(await runSteps(page, network, exercise, count, false));
      shown.push(await runSteps(page, network, exercise, count, true));
    }
    rates.push({
      exercise,
      stepsPerSecond: spreadOf(hidden).median,
      stepsPerSecondShown: spreadOf(shown).median,
    });
  }
  return rates;
}

/** Steps a second of one run, its start and its last look at the result included. */
async function runSteps(
  page: Page,
  network: string,
  exercise: Exercise,
  count: number,
  shown: boolean,
): Promise<number> {
  const { method, steps, params } = EXERCISES[exercise];
  const request = { network, method, image: IMAGE, target: 3, params: { ...params, [steps]: count } };
  return page.evaluate(
    async ([asked, everyFrame]) => {
      const canvas = document.createElement('canvas');
      const draw = (frame: {
        width: number;
        height: number;
        pixels?: Uint8ClampedArray<ArrayBuffer>;
      }): void => {
        canvas.width = frame.width;
        canvas.height = frame.height;
        const { pixels } = frame;
        if (pixels) canvas.getContext('2d')?.putImageData(new ImageData(pixels, frame.width), 0, 0);
      };
      const { steps: taken, timings } = await window.lucarne.run(asked, everyFrame ? { onFrame: draw } : {});
      return (1000 * taken) / timings.totalMs;
    },
    [request, shown] as const,
  );
}

/** A long class visualisation: milliseconds a step near its start and at its end, and what the engine and the tab hold. */
export interface Endurance {
  readonly backend: BackendId;
  readonly network: string;
  readonly steps: number;
  readonly startStepMs: number;
  readonly endStepMs: number;
  readonly startTensors: number;
  readonly endTensors: number;
  readonly startBytes: number;
  readonly endBytes: number;
}

/** Runs a class visualisation of many steps in the page, as a person watches it: about ten frames a second. */
export async function endure(
  page: Page,
  backend: BackendId,
  network: string,
  steps: number,
): Promise<Endurance> {
  await page.evaluate((id) => window.lucarne.backend(id), backend);
  // What the first run prepares stays.
  await runSteps(page, network, 'visualization', 10, true);
  const { before, after, seen } = await page.evaluate(
    async ([id, count]) => {
      const seen: { step: number; at: number }[] = [];
      const before = await window.lucarne.memory();
      await window.lucarne.run(
        { network: id, method: 'class-visualization', target: 3, params: { iterations: count } },
        { frameEvery: 0, onFrame: ({ step }) => seen.push({ step, at: performance.now() }) },
      );
      return { before, after: await window.lucarne.memory(), seen };
    },
    [network, steps] as const,
  );
  const paces = seen.slice(1).flatMap(({ step, at }, i) => {
    const last = seen[i];
    return last && step > last.step ? [{ step, ms: (at - last.at) / (step - last.step) }] : [];
  });
  const within = (from: number, to: number): number =>
    spreadOf(paces.filter(({ step }) => step > from * steps && step <= to * steps).map(({ ms }) => ms))
      .median;
  return {
    backend,
    network,
    steps,
    startStepMs: within(0.01, 0.11),
    endStepMs: within(0.9, 1),
    startTensors: before.tensors,
    endTensors: after.tensors,
    startBytes: before.bytes,
    endBytes: after.bytes,
  };
}
