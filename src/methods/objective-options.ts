import type { Objective } from '../tensors/objective';
import type { ChoiceParam } from './catalog/params';

const LABELS: Readonly<Record<Objective, string>> = {
  logit: 'Logit of the class',
  probability: 'Probability',
  'log-probability': 'Log-probability',
  margin: 'Margin over the rival',
};

/** Options of an objective choice, in the order given. */
export function objectiveOptions<O extends Objective>(...objectives: O[]): ChoiceParam<O>['options'] {
  return objectives.map((value) => ({ value, label: LABELS[value] }));
}
