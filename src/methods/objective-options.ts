import type { Objective } from '../tensors/objective';
import type { ChoiceParam } from './catalog/params';

const SCORES: Readonly<Record<Objective, { readonly label: string; readonly formula: string }>> = {
  logit: { label: 'Logit of the class', formula: 'J = s_y, the logit of the class' },
  probability: { label: 'Probability', formula: 'J = P_y, the probability of the class' },
  'log-probability': { label: 'Log-probability', formula: 'J = log P_y' },
  margin: { label: 'Margin over the rival', formula: 'J = s_y − the strongest rival’s logit' },
  dlr: {
    label: 'Margin over the spread (DLR)',
    formula: 'J = (s_y − the strongest rival’s logit) / (s₍₁₎ − s₍₃₎), s₍ₖ₎ the k-th largest logit',
  },
};

/** What a formula's J is. */
export function scoreFormula(objective: Objective): string {
  return SCORES[objective].formula;
}

/** Options of an objective choice, in the order given. */
export function objectiveOptions<O extends Objective>(...objectives: O[]): ChoiceParam<O>['options'] {
  return objectives.map((value) => ({ value, label: SCORES[value].label }));
}
