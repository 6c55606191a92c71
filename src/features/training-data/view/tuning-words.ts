import { count, short } from '../../../ui/numbers/numbers';
import type { Score, TuningResult } from '../store/tuning-result';

/** A score as it is written: `5 of 6`. */
export function scoreWords({ right, of }: Score): string {
  return of === 0 ? '–' : `${right} of ${of}`;
}

/** What this training has shown on the photos it has not seen, and no more: first of its pictures, then of the attack made anew. */
export function tuningVerdict({ heldOut: { before, after } }: TuningResult): readonly string[] {
  return [fooledWords(before.fooled, after.fooled), anewWords(), cleanWords(before.clean, after.clean)];

  function anewWords(): string {
    const [was, now] = [before.anew, after.anew];
    const stand = `${count(now.right, 'picture')} of ${now.of} ${now.right === 1 ? 'stands' : 'stand'}`;
    const change =
      before.change === null || after.change === null
        ? ''
        : ` It takes a change of ${short(after.change)} grey levels now, ${short(before.change)} before (median L2).`;
    if (now.right === was.right)
      return `Attacked anew, the tuned network is fooled as before: ${stand}.${change}`;
    return now.right > was.right
      ? `Attacked anew, it stands more often: ${stand}, ${was.right} before.${change}`
      : `Attacked anew, it stands less often: ${stand}, ${was.right} before.${change}`;
  }
}

function fooledWords(before: Score, after: Score): string {
  if (after.of === 0) return 'None of the photos held out was fooled, so nothing is known of them.';
  const read = `of the ${count(after.of, 'fooled picture')} of photos it has not seen, it reads ${after.right} rightly`;
  return after.right > before.right
    ? `It helps against the pictures it was not shown: ${read}.`
    : `It does not help: ${read}.`;
}

function cleanWords(before: Score, after: Score): string {
  if (after.right === before.right)
    return `The photos themselves are read as before, ${scoreWords(after)} rightly.`;
  return after.right < before.right
    ? `It costs some of the photos themselves: ${scoreWords(after)} are read rightly, ${before.right} before.`
    : `More of the photos themselves are read rightly: ${scoreWords(after)}, ${before.right} before.`;
}

/** What must be known to trust these numbers. */
export function tuningCaution({ photos }: TuningResult): string {
  const split = `${count(photos.learnt, 'photo')} learnt from, ${photos.heldOut} held out with all that was made of them.`;
  if (photos.ownReading === 0) return split;
  return `${split} ${count(photos.ownReading, 'photo has', 'photos have')} the network’s own reading for a label, so that it is right about them before by definition.`;
}
