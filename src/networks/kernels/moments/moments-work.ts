/** What a batch changes of the running mean: `mean + ratio * (here - mean)`. */
export interface MeanStep {
  readonly ratio: number;
}

/** What it changes of the squared distances from the mean: `distances + (weight * (here - mean)² + spread)`. */
export interface DistancesStep {
  readonly weight: number;
}
