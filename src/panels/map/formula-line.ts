import type { ValueReading } from '../../canvas/map-values';
import type { MethodInfo, ParamValues } from '../../methods/catalog/params';
import { readFormula } from './read-formula';

const SCORES: Readonly<Record<string, string>> = {
  logit: 'J = s_y, the logit of the class',
  probability: 'J = P_y, the probability of the class',
  'log-probability': 'J = log P_y',
  margin: 'J = s_y − the strongest rival’s logit',
};

const AS_IT_IS: ValueReading = { signed: false, channels: 'own' };

/** The formula of what is on screen, with its present parameters: the caption never states another one. */
export function formulaLine(method: MethodInfo, params: ParamValues, reading = AS_IT_IS): string {
  const score = SCORES[String(params.objective)] ?? '';
  const { exercise, formula } = method;
  switch (exercise) {
    case 'saliency':
      return `${readFormula(method, params, reading)};  ${score}`;
    case 'fooling':
      return `${formula}${params.clamp ? ', kept a valid picture' : ''};  ${score}`;
    case 'visualization': {
      const norm = params.penalty === 'norm' ? formula.replace('‖x‖₂²', '‖x‖₂') : formula;
      const jitter = Number(params.jitter) > 0 ? [`shifted by up to ${String(params.jitter)} px`] : [];
      const clamp = params.clamp ? ['kept a valid picture'] : [];
      const blur = Number(params.blurEvery) > 0 ? [`blurred every ${String(params.blurEvery)} steps`] : [];
      return `${[norm, ...jitter, ...clamp, ...blur].join(', ')};  ${score}`;
    }
  }
  exercise satisfies never;
}
