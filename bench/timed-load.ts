import type { Page } from '@playwright/test';
import type { LoadProgress } from '../src/engine/protocol/protocol';
import type { TabMemory } from './tab-memory.ts';

/** One stretch of a benchmark: what was done, how long it took, and the most memory the tab had meanwhile. */
export interface Phase {
  readonly name: string;
  readonly ms: number;
  readonly peakBytes: number;
}

type Stage = LoadProgress['stage'];

/** Loads a network by its id and gives its stages as phases, timed by the page's own reports of progress. */
export async function loadInStages(page: Page, memory: TabMemory, id: string): Promise<Phase[]> {
  const { stages, ended } = await page.evaluate(async (network) => {
    const stages: { stage: Stage; at: number }[] = [];
    const clock = (): number => performance.timeOrigin + performance.now();
    const options = {
      onProgress({ stage }: LoadProgress) {
        if (stages.at(-1)?.stage !== stage) stages.push({ stage, at: clock() });
      },
    };
    await window.lucarne.load(network, options);
    return { stages, ended: clock() };
  }, id);
  return stages.map(({ stage, at }, i) => {
    const end = stages[i + 1]?.at ?? ended;
    return { name: stage, ms: end - at, peakBytes: memory.highestBetween(at, end) };
  });
}

/** Does something and gives it as a phase. */
export async function timed<T>(
  memory: TabMemory,
  name: string,
  act: () => Promise<T>,
): Promise<{ readonly value: T; readonly phase: Phase }> {
  const from = Date.now();
  const value = await act();
  const to = Date.now();
  return { value, phase: { name, ms: to - from, peakBytes: memory.highestBetween(from, to) } };
}
