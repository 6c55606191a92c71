import { short } from '../../../ui/numbers/numbers';
import { isOnePerClass } from '../store/split-photos';
import type { Score, TuningResult } from '../store/tuning-result';
import { phrase, say, sayPhrase } from '../../../words/say';

/** A score as it is written: `5 of 6`. */
export function scoreWords({ right, of }: Score): string {
  return of === 0 ? '–' : say('{part} of {whole}', { part: right, whole: of });
}

/** What this training has shown on the photos it has not seen, and no more: first of its pictures, then of the attack made anew. */
export function tuningVerdict({
  heldOut: { before, after },
  photos,
}: Pick<TuningResult, 'heldOut' | 'photos'>): readonly string[] {
  return [
    fooledWords(before.fooled, after.fooled, photos.onePerClass),
    [anewWords(before.anew, after.anew), ...changeWords(before.change, after.change)].join(' '),
    cleanWords(before.clean, after.clean),
  ];
}

function anewWords({ right: before }: Score, { right, of }: Score): string {
  if (right === before)
    return say(
      'Attacked anew, the tuned network is fooled as before: {right, plural, one {# picture of {of} stands} other {# pictures of {of} stand}}.',
      { right, of },
    );
  return right > before
    ? say(
        'Attacked anew, it stands more often: {right, plural, one {# picture of {of} stands} other {# pictures of {of} stand}}, {before} before.',
        { right, of, before },
      )
    : say(
        'Attacked anew, it stands less often: {right, plural, one {# picture of {of} stands} other {# pictures of {of} stand}}, {before} before.',
        { right, of, before },
      );
}

function changeWords(before: number | null, after: number | null): readonly string[] {
  if (before === null || after === null) return [];
  const change = { now: short(after), before: short(before) };
  return [say('It takes a change of {now} grey levels now, {before} before (median L2).', change)];
}

function fooledWords(before: Score, { right, of }: Score, onePerClass: boolean): string {
  if (of === 0) return say('None of the photos held out was fooled, so nothing is known of them.');
  if (right > before.right)
    return onePerClass
      ? say(
          'It helps against the pictures it was not shown: of the {of, plural, one {# fooled picture} other {# fooled pictures}} of classes it has not seen, it reads {right} rightly.',
          { of, right },
        )
      : say(
          'It helps against the pictures it was not shown: of the {of, plural, one {# fooled picture} other {# fooled pictures}} of photos it has not seen, it reads {right} rightly.',
          { of, right },
        );
  return onePerClass
    ? say(
        'It does not help: of the {of, plural, one {# fooled picture} other {# fooled pictures}} of classes it has not seen, it reads {right} rightly.',
        { of, right },
      )
    : say(
        'It does not help: of the {of, plural, one {# fooled picture} other {# fooled pictures}} of photos it has not seen, it reads {right} rightly.',
        { of, right },
      );
}

function cleanWords({ right: before }: Score, score: Score): string {
  const after = scoreWords(score);
  if (score.right === before)
    return say('The photos themselves are read as before, {after} rightly.', { after });
  return score.right < before
    ? say('It costs some of the photos themselves: {after} are read rightly, {before} before.', {
        after,
        before,
      })
    : say('More of the photos themselves are read rightly: {after}, {before} before.', { after, before });
}

/** Why no photo held out says anything of how a class is learnt. */
const ONE_PER_CLASS = phrase(
  'Every class here has one photo: what is held out is a class that the training never saw. Add photos of the same classes, and each class is among those learnt from.',
);

/** What must be known of photos with these labels before they are parted; null where nothing must. */
export function splitCaution(labels: readonly number[]): string | null {
  return labels.length > 0 && isOnePerClass(labels) ? sayPhrase(ONE_PER_CLASS) : null;
}

/** What must be known to trust these numbers. */
export function tuningCaution({ photos }: Pick<TuningResult, 'photos'>): string {
  const { learnt, heldOut, ownReading, onePerClass } = photos;
  const sentences = [
    say(
      '{learnt, plural, one {# photo} other {# photos}} learnt from, {heldOut} held out with all that was made of them.',
      { learnt, heldOut },
    ),
  ];
  if (onePerClass) sentences.push(sayPhrase(ONE_PER_CLASS));
  if (ownReading > 0)
    sentences.push(
      say(
        '{ownReading, plural, one {# photo has} other {# photos have}} the network’s own reading for a label, so that it is right about them before by definition.',
        { ownReading },
      ),
    );
  return sentences.join(' ');
}
