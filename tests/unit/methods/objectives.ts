import type { Objective } from '../../../src/tensors/objective';

/** Every score that can be explained. */
export const OBJECTIVES = [
  'logit',
  'probability',
  'log-probability',
  'margin',
] as const satisfies Objective[];
