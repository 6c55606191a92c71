import { recipeOfRequest } from '../../../page/request/recipe-of-request';
import { shelveWork } from '../../../page/shelf/shelve-work';
import { phrase } from '../../../words/say';
import type { TableState } from './all-methods';
import { locatingMethods } from './locating-methods';

/** Puts what every method has located onto the shelf, as far as it came. */
export function shelveMethods({
  rows,
  boxRecipe,
  target,
}: Pick<TableState, 'rows' | 'boxRecipe' | 'target'>): void {
  const [first] = rows;
  if (!first || target === null) return;
  shelveWork({
    exercise: 'saliency',
    view: 'locate',
    what: ['locate', boxRecipe],
    state: { rows, boxRecipe, target },
    recipe: recipeOfRequest(first.made, target),
    phase: rows.length < locatingMethods().length ? 'stopped' : 'done',
    runs: rows.length,
    verdict: phrase('Located by {count, plural, one {one method} other {# methods}}', { count: rows.length }),
    picture: first.made.image,
    input: first.made.image,
  });
}
