import { sayWords } from '../../src/words/say';
import { createEngine, type EngineEnvironment } from '../../src/engine/worker/engine';
import type { RunRequest } from '../../src/engine/protocol/protocol';
import { METHODS } from '../../src/methods/catalog/catalog';
import type { Exercise } from '../../src/methods/catalog/params';
import { methodById } from '../../src/methods/registry';
import { resolveParams } from '../../src/methods/catalog/resolve-params';
import type { ImportedNetwork } from '../../src/networks/graph/graph';
import { makeTestPhoto } from '../../testing/test-photo';
import { EXERCISES } from '../exercise-settings';
import { counted, type Counts, type Holdings, holdings } from './counters';
import { type KernelTime, profiled } from './profile';

export interface ExerciseJob {
  readonly exercise: Exercise;
  /** Runs of so many and of twice as many steps are compared to find what one costs: starts and ends fall away. */
  readonly few: number;
  /** Steps after which to look at what is held, ascending; the last ends the run. */
  readonly lookAt: readonly number[];
}

/** What an exercise costs besides time, a step and in the long run. */
export interface ExerciseCounts {
  readonly exercise: Exercise;
  readonly method: string;
  readonly perStep: Counts;
  readonly held: readonly (Holdings & { readonly step: number })[];
}

/** Never shown but for the last. */
const RARELY = Number.MAX_SAFE_INTEGER;

/** What an exercise needs of the place it runs in. */
type Place = Pick<EngineEnvironment, 'nextTask' | 'waitForGpu' | 'lost'> & {
  readonly backend: ReturnType<EngineEnvironment['backend']>;
};

/** Runs an exercise as the product's engine does and counts. */
export async function exerciseCounts(
  { exercise, few: steps, lookAt }: ExerciseJob,
  imported: ImportedNetwork,
  place: Place,
): Promise<ExerciseCounts> {
  const { run, most, close } = await openExercise(exercise, imported, place);
  try {
    await run(steps, RARELY);
    const few = await counted(() => run(steps, RARELY));
    const more = await counted(() => run(2 * steps, RARELY));
    const each = (key: 'kernels' | 'readBytes'): number => (more[key] - few[key]) / steps;
    const launches =
      few.launches === null || more.launches === null ? null : (more.launches - few.launches) / steps;
    const held: (Holdings & { step: number })[] = [];
    const last = lookAt.at(-1) ?? steps;
    // One run after the other, where there may not be so many steps in one.
    for (let before = 0; before < last; before += most) {
      await run(Math.min(most, last - before), lookAt[0] ?? steps, (step) => {
        if (lookAt.includes(before + step)) held.push({ step: before + step, ...holdings() });
      });
    }
    return {
      exercise,
      method: EXERCISES[exercise].method,
      perStep: { kernels: each('kernels'), launches, readBytes: each('readBytes') },
      held,
    };
  } finally {
    close();
  }
}

/** Kernel times of so many steps of an exercise, with every step shown or none, its start and its end counted with them. */
export async function exerciseProfile(
  {
    exercise,
    steps,
    shown,
  }: { readonly exercise: Exercise; readonly steps: number; readonly shown: boolean },
  imported: ImportedNetwork,
  place: Place,
): Promise<{ readonly milliseconds: number; readonly kernels: KernelTime[] }> {
  const { run, close } = await openExercise(exercise, imported, place);
  try {
    await run(2, RARELY);
    const from = performance.now();
    await run(steps, shown ? 1 : RARELY);
    const milliseconds = performance.now() - from;
    return { milliseconds, kernels: await profiled(() => run(steps, shown ? 1 : RARELY)) };
  } finally {
    close();
  }
}

/** The product's engine with a network, ready to run an exercise. */
async function openExercise(exercise: Exercise, imported: ImportedNetwork, { backend, ...place }: Place) {
  const engine = createEngine({
    ...place,
    now: () => performance.now(),
    backend: () => backend,
    methodById,
  });
  const { method, steps: stepsParam, params } = EXERCISES[exercise];
  const info = METHODS.find(({ id }) => id === method);
  if (!info) throw new Error(`There is no method ${method}.`);
  const { id, size } = await engine.load(imported, '', { id: imported.graph.id });
  const { width, height, data } = makeTestPhoto(1, size[1], size[0]);
  let runs = 0;
  const run = async (
    count: number,
    frameEvery: number,
    onFrame: (step: number) => void = () => undefined,
  ): Promise<void> => {
    const request: RunRequest = {
      network: id,
      method,
      image: { width, height, data: new Uint8ClampedArray(data) },
      target: imported.graph.classes.length > 3 ? 3 : 0,
      params: resolveParams(info, { ...params, [stepsParam]: count }),
      seed: 1,
      fit: 'squash',
      frameEvery,
    };
    const outcome = await engine.run(++runs, request, (frame) => {
      onFrame(frame.step);
      return Promise.resolve();
    });
    if (outcome.kind === 'failed') throw new Error(sayWords(outcome.error.message));
  };
  const asked = info.params[stepsParam];
  const most = asked?.kind === 'number' ? asked.max : Infinity;
  return { run, most, close: () => engine.close() };
}
