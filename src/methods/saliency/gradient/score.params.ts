import type { Objective } from '../../../tensors/objective';
import { objectiveOptions } from '../../objective-options';
import type { ChoiceParam } from '../../catalog/params';
import type { Words } from '../../../words/message';
import { phrase } from '../../../words/say';

/** The row that chooses the score to explain, for a method that watches how the score itself answers. */
export function watchedScore(suggested: Objective, advice: Words): ChoiceParam<Objective> {
  return {
    kind: 'choice',
    label: phrase('Score to explain'),
    symbol: 'J',
    default: suggested,
    options: objectiveOptions('logit', 'probability', 'log-probability', 'margin'),
    live: false,
    help: {
      what: phrase(
        'Which number is watched: the logit s_y, the probability P_y, log P_y, or the margin s_y − s_rival (s_y among labels, which have no rival).',
      ),
      differs: phrase(
        'The logit asks what speaks for this class alone; the other three also count what speaks against its rivals. The probability hardly moves while the network is sure, its logarithm hardly while it is sure of this class.',
      ),
      try: advice,
    },
  };
}

/** The row that chooses the score to explain, for a method that differentiates it. */
export function differentiatedScore(advice: Words): ChoiceParam<Objective> {
  return {
    ...watchedScore('logit', advice),
    help: {
      what: phrase(
        'Which number is differentiated: the logit s_y, the probability P_y, log P_y, or the margin s_y − s_rival (s_y among labels, which have no rival).',
      ),
      differs: phrase(
        'The logit asks what speaks for this class alone; the other three also count what speaks against its rivals. The probability and its logarithm go flat, and their map fades, when the network is already sure.',
      ),
      try: advice,
    },
  };
}
