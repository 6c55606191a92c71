import { count, short } from '../../../ui/numbers/numbers';
import { isOnePerClass } from '../store/split-photos';
import type { Score, TuningResult } from '../store/tuning-result';

/** A score as it is written: `5 of 6`. */
export function scoreWords({ right, of }: Score): string {
  return of === 0 ? '–' : `${right} of ${of}`;
}

/** What this training has shown on the photos it has not seen, and no more: first of its pictures, then of the attack made anew. */
export function tuningVerdict({
  heldOut: { before, after },
  photos,
}: Pick<TuningResult, 'heldOut' | 'photos'>): readonly string[] {
  return [
    fooledWords(before.fooled, after.fooled, photos.onePerClass),
    anewWords(),
    cleanWords(before.clean, after.clean),
  ];

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

function fooledWords(before: Score, after: Score, onePerClass: boolean): string {
  if (after.of === 0) return 'None of the photos held out was fooled, so nothing is known of them.';
  const read = `of the ${count(after.of, 'fooled picture')} of ${onePerClass ? 'classes' : 'photos'} it has not seen, it reads ${after.right} rightly`;
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

/** Why no photo held out says anything of how a class is learnt. */
const ONE_PER_CLASS =
  'Every class here has one photo: what is held out is a class that the training never saw. Add photos of the same classes, and each class is among those learnt from.';

/** What must be known of photos with these labels before they are parted; null where nothing must. */
export function splitCaution(labels: readonly number[]): string | null {
  return labels.length > 0 && isOnePerClass(labels) ? ONE_PER_CLASS : null;
}

/** What must be known to trust these numbers. */
export function tuningCaution({ photos }: Pick<TuningResult, 'photos'>): string {
  const { learnt, heldOut, ownReading, onePerClass } = photos;
  const sentences = [
    `${count(learnt, 'photo')} learnt from, ${heldOut} held out with all that was made of them.`,
  ];
  if (onePerClass) sentences.push(ONE_PER_CLASS);
  if (ownReading > 0)
    sentences.push(
      `${count(ownReading, 'photo has', 'photos have')} the network’s own reading for a label, so that it is right about them before by definition.`,
    );
  return sentences.join(' ');
}
