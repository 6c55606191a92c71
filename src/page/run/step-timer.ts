/** A clock of steps. */
export interface StepTimer {
  /** How long a step takes, in milliseconds, as a moving average over the last frames; null until two have come. */
  readonly take: (step: number) => number | null;
  /** Forgets when the last frame came, as after a pause. */
  readonly restart: () => void;
}

export function createStepTimer(now: () => number): StepTimer {
  let last: { step: number; time: number } | null = null;
  let average: number | null = null;
  return {
    take(step) {
      const time = now();
      if (last && step > last.step) {
        const stepMs = (time - last.time) / (step - last.step);
        average = average === null ? stepMs : 0.8 * average + 0.2 * stepMs;
      }
      last = { step, time };
      return average;
    },
    restart() {
      last = null;
    },
  };
}
