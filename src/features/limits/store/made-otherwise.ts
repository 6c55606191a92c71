import type { Recipe } from '../../../core/records/recipe';
import { valueWords } from '../../../export/recipe-words';
import { madeOtherwise } from '../../../page/run/made-with';
import { BLUR, CONTRAST, DIRECTION, FADE, STEP, SWEEPING } from './limit-params';
import { isFade } from '../../../core/pictures/straight-line';
import { type Line, largestOf, type LineControls } from './line-store';
import type { Sweep, SweepControls } from './low-contrast-store';
import type { Question } from './question';

/** In what a question differs from the one asked now: its own values in words. */
function askedOtherwise(made: Question, now: Question): string[] {
  const { network, method, params, target, targetName, seed, fit } = made;
  const recipe: Recipe = { version: 1, network, method, params, target, targetName, seed, fit };
  return [...pictureOtherwise(made, now), ...madeOtherwise(recipe, now)];
}

function pictureOtherwise(made: Question, now: Question): string[] {
  if (made.image === now.image) return [];
  if (made.imageName !== now.imageName) return [made.imageName ?? 'another picture'];
  // The same photo, fitted for the network that is named.
  if (made.network !== now.network) return [];
  return [made.fit === now.fit ? 'another picture' : 'another fit of the photo'];
}

/** In what a sweep differs from the one that would be made now; none where nothing can be asked. */
export function sweepMadeOtherwise(
  { question, of, held }: Sweep,
  now: Question | null,
  { sweeping, contrast, blur }: SweepControls,
): string[] {
  if (!now) return [];
  const [param, present] = of === 'contrast' ? [BLUR, blur] : [CONTRAST, contrast];
  return [
    ...askedOtherwise(question, now),
    ...(of === sweeping ? [] : [valueWords(SWEEPING, of)]),
    ...(held === present ? [] : [valueWords(param, held)]),
  ];
}

/** In what a line differs from the one that would be followed now; none where nothing can be asked. */
export function lineMadeOtherwise(line: Line, now: Question | null, controls: LineControls): string[] {
  if (!now) return [];
  const { question, direction, largest } = line;
  // The line's gradient is the logit's, whichever method draws the map.
  const plain = { method: 'vanilla-gradient', params: {} };
  const sameWay = direction === controls.direction;
  return [
    ...askedOtherwise({ ...question, ...plain }, { ...now, ...plain }),
    ...(sameWay ? [] : [valueWords(DIRECTION, direction)]),
    ...(sameWay && largest === largestOf(controls)
      ? []
      : [isFade(direction) ? valueWords(FADE, Math.round(100 * largest)) : valueWords(STEP, largest)]),
    ...(direction === 'noise' && question.seed !== now.seed ? [`seed ${question.seed}`] : []),
  ];
}
