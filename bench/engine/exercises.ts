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

/** Runs an exercise as the product's engine does and counts. */
export async function exerciseCounts(
  { exercise, few: steps, lookAt }: ExerciseJob,
  imported: ImportedNetwork,
  environment: Pick<EngineEnvironment, 'nextTask' | 'waitForGpu' | 'lost'> & {
    readonly backend: ReturnType<EngineEnvironment['backend']>;
  },
): Promise<ExerciseCounts> {
  const engine = createEngine({
    ...environment,
    now: () => performance.now(),
    backend: () => environment.backend,
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
    if (outcome.kind === 'failed') throw new Error(outcome.error.message);
  };

  try {
    await run(steps, RARELY);
    const few = await counted(() => run(steps, RARELY));
    const more = await counted(() => run(2 * steps, RARELY));
    const each = (key: 'kernels' | 'readBytes'): number => (more[key] - few[key]) / steps;
    const launches =
      few.launches === null || more.launches === null ? null : (more.launches - few.launches) / steps;
    const held: (Holdings & { step: number })[] = [];
    const last = lookAt.at(-1) ?? steps;
    await run(last, lookAt[0] ?? steps, (step) => {
      if (lookAt.includes(step)) held.push({ step, ...holdings() });
    });
    return {
      exercise,
      method,
      perStep: { kernels: each('kernels'), launches, readBytes: each('readBytes') },
      held,
    };
  } finally {
    engine.close();
  }
}
