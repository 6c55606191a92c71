import { attributionPicture } from '../../../canvas/attribution-picture';
import { recipeOfRequest } from '../../../page/request/recipe-of-request';
import { settingsStore } from '../../../page/settings/settings-store';
import { shelveWork } from '../../../page/shelf/shelve-work';
import { phrase } from '../../../words/say';
import { LINE_POINTS } from './line-points';
import type { FollowedLine } from './line-store';
import type { LowContrastState, Sweep } from './low-contrast-store';
import { gradientRequest } from './question';
import { SWEEP_STOPS } from './sweep-stops';

/** The maps that stand above a sweep, where they are of what it is of. */
export type MapsBeside = Partial<Pick<LowContrastState, 'reference' | 'now' | 'nowAt'>>;

/** Puts a sweep that has ended onto the shelf, as far as it came. */
export function shelveSweep(sweep: Sweep, beside: MapsBeside): void {
  const { of, question, held, looks } = sweep;
  const last = looks.at(-1);
  if (!last) return;
  shelveWork({
    exercise: 'saliency',
    view: 'limits',
    what: ['limits', of, held],
    state: { sweep, ...beside },
    recipe: recipeOfRequest(question, question.target),
    phase: looks.length < SWEEP_STOPS[of].length ? 'stopped' : 'done',
    runs: looks.length,
    verdict:
      of === 'contrast'
        ? phrase('Limits: {count, plural, one {# map} other {# maps}} at ever lower contrast', {
            count: looks.length,
          })
        : phrase('Limits: {count, plural, one {# map} other {# maps}} ever more blurred', {
            count: looks.length,
          }),
    picture: attributionPicture(last.frame, settingsStore.getState()),
    input: question.image,
  });
}

/** Puts a line that was followed onto the shelf, as far as it came. */
export function shelveLine(line: FollowedLine): void {
  const { question, direction, largest, points } = line;
  shelveWork({
    exercise: 'saliency',
    view: 'limits',
    what: ['limits', direction, largest],
    state: { line },
    recipe: recipeOfRequest(gradientRequest(question), question.target),
    phase: points.length < LINE_POINTS ? 'stopped' : 'done',
    runs: points.length,
    verdict: phrase('Limits: a straight line beside the curve, {count} points', { count: points.length }),
    picture: points.at(-1)?.image ?? null,
    input: question.image,
  });
}
