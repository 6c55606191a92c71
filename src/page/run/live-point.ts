/** One point of the live curve. Logit without a unit; probabilities in [0, 1]. */
export interface LivePoint {
  readonly step: number;
  readonly logit: number;
  readonly probability: number;
  readonly rivalProbability: number;
}
