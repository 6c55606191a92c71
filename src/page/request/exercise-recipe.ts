import type { Recipe } from '../../core/records/recipe';
import type { Exercise } from '../../methods/catalog/params';
import { chooseTarget } from '../network/choose-target';
import { recipeOfRequest } from './recipe-of-request';
import { requestNow } from './request-now';

/** How an exercise is set now, for work that is no run of its method alone; null while there is no network. */
export function exerciseRecipe(exercise: Exercise): Recipe | null {
  const asked = requestNow(exercise);
  return asked && recipeOfRequest(asked, chooseTarget(exercise));
}
