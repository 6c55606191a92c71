import { lateCode } from '../core/records/late-code';
import { phrase } from '../words/say';
import type { ParamValues } from './catalog/params';
import type { Method } from './method';
import { vanillaGradient } from './saliency/gradient/vanilla-gradient';

const registry = lateCode(phrase('The code of the methods'), () => import('./registry'));

/**
 * The runnable method of this id. What draws a first visit's map is here at once; the others come with the first of them.
 * Throws `bad-parameter` for an unknown id, `download-failed`.
 */
export async function fetchMethod(id: string): Promise<Method<ParamValues>> {
  if (id === vanillaGradient.id) return vanillaGradient;
  const { methodById } = await registry();
  return methodById(id);
}
