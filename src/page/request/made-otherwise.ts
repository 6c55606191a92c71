import { valueWords } from '../../export/recipe-words';
import { METHODS } from '../../methods/catalog/catalog';
import type { Exercise } from '../../methods/catalog/params';
import type { RunView } from '../run/run-store';
import type { AskedMap } from './map-request';
import { requestNow } from './request-now';
import { requestOfRecipe } from './request-of-recipe';
import { type RequestDifference, differences, sameDecoding } from './same-request';
import { say, sayWords } from '../../words/say';
import { shownPhoto } from '../../words/shown-photo';

/**
 * In what a map that was made differs from the one asked for now, in words for what it was made with; none where it is the
 * same, or nothing can be asked.
 */
export function madeOtherwise(made: AskedMap, asked: AskedMap | null): readonly string[] {
  if (!asked) return [];
  const found = differences(made, asked);
  return found.flatMap((difference) => wordsOf(difference, made, asked, found));
}

function wordsOf(
  difference: RequestDifference,
  made: AskedMap,
  asked: AskedMap,
  all: readonly RequestDifference[],
): readonly string[] {
  switch (difference.of) {
    case 'picture':
      return pictureWords(made, asked, all);
    case 'network':
      return [made.network === asked.network ? say('the network read otherwise') : made.network];
    case 'beside':
      return [
        made.beside
          ? say('{network} fooled as well', { network: made.beside.network })
          : say('one network alone'),
      ];
    case 'others':
      return othersWords(made, asked, all);
    case 'target':
      return [
        say('“{class}”', {
          class: made.targetName ?? say('class {target}', { target: String(made.target) }),
        }),
      ];
    case 'redrawn':
      return [say('layers drawn anew')];
    case 'method':
      return [sayWords(METHODS.find(({ id }) => id === made.method)?.title ?? made.method)];
    case 'param':
      return [valueWords(difference.param, made.params[difference.key] ?? difference.param.default)];
    case 'seed':
      return [say('seed {seed}', { seed: String(made.seed) })];
    default:
      return difference satisfies never;
  }
}

function pictureWords(made: AskedMap, asked: AskedMap, all: readonly RequestDifference[]): readonly string[] {
  if (made.imageName !== asked.imageName)
    return [made.imageName === undefined ? say('another picture') : shownPhoto(made.imageName)];
  // The same photo, fitted for the network that is named.
  if (all.some(({ of }) => of === 'network')) return [];
  if (made.fit !== asked.fit) return [say('photo fitted: {fit}', { fit: made.fit })];
  return [sameDecoding(made, asked) ? say('another picture') : say('another reading of the photo’s file')];
}

/** Of another photo shown, others follow by themselves. */
function othersWords(
  { others: made = [], imageName: shown }: AskedMap,
  { others: now = [], imageName }: AskedMap,
  all: readonly RequestDifference[],
): readonly string[] {
  if (shown !== imageName && all.some(({ of }) => of === 'picture')) return [];
  return [
    made.length === now.length
      ? say('other photos beside it')
      : say('{count, plural, =0 {no photo beside it} one {# photo beside it} other {# photos beside it}}', {
          count: made.length,
        }),
  ];
}

/** In what an exercise's finished run differs from what is chosen now; none while it runs, or where it has none. */
export function runMadeOtherwise(
  exercise: Exercise,
  { recipe, phase, input }: Pick<RunView, 'recipe' | 'phase' | 'input'>,
): readonly string[] {
  if (!recipe || !['done', 'stopped', 'cancelled'].includes(phase)) return [];
  return madeOtherwise(requestOfRecipe(recipe, input), requestNow(exercise));
}
