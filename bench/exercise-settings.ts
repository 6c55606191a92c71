import type { Exercise } from '../src/methods/catalog/params';

interface ExerciseSettings {
  readonly method: string;
  /** Name of the parameter that says how many steps there are. */
  readonly steps: string;
  /** What keeps the run going to its last step. */
  readonly params: Readonly<Record<string, number | string | boolean>>;
}

/** What is run of each exercise: a step of each is one gradient. */
export const EXERCISES: Readonly<Record<Exercise, ExerciseSettings>> = {
  saliency: { method: 'smooth-grad', steps: 'samples', params: { batch: 1 } },
  fooling: {
    method: 'targeted-gradient',
    steps: 'maxSteps',
    params: { stepSize: 0.01, stopRule: 'probability', confidence: 0.99 },
  },
  visualization: { method: 'class-visualization', steps: 'iterations', params: {} },
};
