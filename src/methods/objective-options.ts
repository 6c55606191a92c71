import type { Objective } from '../tensors/objective';
import type { ChoiceParam } from './catalog/params';
import type { Phrase } from '../words/message';
import { phrase } from '../words/say';

const SCORES: Readonly<Record<Objective, { readonly label: Phrase; readonly formula: Phrase }>> = {
  logit: { label: phrase('Logit of the class'), formula: phrase('J = s_y, the logit of the class') },
  probability: { label: phrase('Probability'), formula: phrase('J = P_y, the probability of the class') },
  'log-probability': { label: phrase('Log-probability'), formula: phrase('J = log P_y') },
  margin: {
    label: phrase('Margin over the rival'),
    formula: phrase('J = s_y − the strongest rival’s logit'),
  },
  dlr: {
    label: phrase('Margin over the spread (DLR)'),
    formula: phrase('J = (s_y − the strongest rival’s logit) / (s₍₁₎ − s₍₃₎), s₍ₖ₎ the k-th largest logit'),
  },
};

/** What a formula's J is. */
export function scoreFormula(objective: Objective): Phrase {
  return SCORES[objective].formula;
}

/** Options of an objective choice, in the order given. */
export function objectiveOptions<O extends Objective>(...objectives: O[]): ChoiceParam<O>['options'] {
  return objectives.map((value) => ({ value, label: SCORES[value].label }));
}
