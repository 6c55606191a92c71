import { valueWords } from '../../../export/recipe-words';
import { madeOtherwise } from '../../../page/request/made-otherwise';
import { BLUR, CONTRAST, DIRECTION, FADE, STEP, SWEEPING } from './limit-params';
import { isFade } from '../../../core/pictures/straight-line';
import type { LineControls, SweepControls } from './limit-params';
import { type FollowedLine, largestOf } from './line-store';
import type { Sweep } from './low-contrast-store';
import { gradientRequest, type Question } from './question';
import { say } from '../../../words/say';

/** In what a sweep differs from the one that would be made now; none where nothing can be asked. */
export function sweepMadeOtherwise(
  { question, of, held }: Sweep,
  now: Question | null,
  { sweeping, contrast, blur }: SweepControls,
): string[] {
  if (!now) return [];
  const [param, present] = of === 'contrast' ? [BLUR, blur] : [CONTRAST, contrast];
  return [
    ...madeOtherwise(question, now),
    ...(of === sweeping ? [] : [valueWords(SWEEPING, of)]),
    ...(held === present ? [] : [valueWords(param, held)]),
  ];
}

/** In what a line differs from the one that would be followed now; none where nothing can be asked. */
export function lineMadeOtherwise(
  line: FollowedLine,
  now: Question | null,
  controls: LineControls,
): string[] {
  if (!now) return [];
  const { question, direction, largest } = line;
  const sameWay = direction === controls.direction;
  return [
    ...madeOtherwise(gradientRequest(question), gradientRequest(now)),
    ...(sameWay ? [] : [valueWords(DIRECTION, direction)]),
    ...(sameWay && largest === largestOf(controls)
      ? []
      : [isFade(direction) ? valueWords(FADE, Math.round(100 * largest)) : valueWords(STEP, largest)]),
    ...(direction === 'noise' && question.seed !== now.seed
      ? [say('seed {seed}', { seed: question.seed })]
      : []),
  ];
}
