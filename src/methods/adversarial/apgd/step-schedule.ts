/** Of the steps between two checkpoints, the share in which the loss must rise. */
const RISING = 0.75;

/**
 * Of so many steps those after which APGD looks back, in order: at 22 % of them, then at distances that shrink by 3 points each
 * time, down to 6. https://arxiv.org/abs/2003.01690 (3.2)
 */
export function checkpoints(steps: number): readonly number[] {
  const after: number[] = [];
  for (let at = 22, gap = 22; at <= 100; at += gap) {
    after.push(Math.ceil((at * steps) / 100));
    gap = Math.max(gap - 3, 6);
  }
  return after;
}

/** What follows from the loss of an iterate. */
export interface StepChoice {
  readonly stepSize: number;
  /** Whether no iterate before it had as high a loss. */
  readonly isBest: boolean;
  /** Whether the way goes on from the best iterate instead. */
  readonly goesBack: boolean;
}

/**
 * The step sizes of one start of APGD, asked for with the loss of each iterate in turn, that of the start first. After each of
 * `lookBacks` steps the size is halved, and the way goes on from the best iterate, where the loss rose in no more than three
 * quarters of the steps since the last of them, or where neither size nor best loss has changed since.
 * https://arxiv.org/abs/2003.01690 (3.2)
 */
export function stepSchedule(first: number, lookBacks: readonly number[]): (loss: number) => StepChoice {
  let stepSize = first;
  let taken = -1;
  let best = -Infinity;
  /** Loss where the latest step set out. */
  let before = Infinity;
  let rises = 0;
  let last = { taken: 0, best: -Infinity, isHalved: false };

  return (loss) => {
    taken++;
    if (loss > before) rises++;
    const isBest = loss > best;
    if (isBest) best = loss;
    if (taken === 0) last = { ...last, best };
    let isHalved = false;
    if (lookBacks.includes(taken)) {
      const hasWandered = rises <= RISING * (taken - last.taken);
      const hasStayed = !last.isHalved && best === last.best;
      isHalved = hasWandered || hasStayed;
      if (isHalved) stepSize /= 2;
      last = { taken, best, isHalved };
      rises = 0;
    }
    before = isHalved ? best : loss;
    return { stepSize, isBest, goesBack: isHalved };
  };
}
