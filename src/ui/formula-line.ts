import type { MethodInfo, ParamValues } from '../methods/params';

const SCORES: Readonly<Record<string, string>> = {
  logit: 'J = s_y, the logit of the class',
  probability: 'J = P_y, the probability of the class',
  'log-probability': 'J = log P_y',
  margin: 'J = s_y − the strongest rival’s logit',
};

/** What a signed picture shows where the method's own map holds sizes. */
const SIGNED: Readonly<Record<string, string>> = {
  'vanilla-gradient': 'M(i, j) = the ∂J / ∂x(i, j, c) that is largest in size over c',
};

/** The formula of what is on screen, with its present parameters: the caption never states another one. */
export function formulaLine(method: MethodInfo, params: ParamValues, signed = false): string {
  const score = SCORES[String(params.objective)] ?? '';
  const { exercise, formula } = method;
  switch (exercise) {
    case 'saliency':
      return `${signed ? (SIGNED[method.id] ?? formula) : formula};  ${score}`;
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
