import type { ByteDistance } from '../../../../core/pictures/byte-distance';
import { percent, short } from '../../../../ui/numbers/numbers';
import type { Fooled } from '../store/fooled';
import type { Reading } from '../store/reading';
import type { TransferAnswer } from '../store/transfer-answers';
import { say } from '../../../../words/say';
import { shownClass } from '../../../../words/shown-class';

/** A distance in grey levels: `L2 178, largest 3, 61 % of the pixels`. */
export function distanceWords({ l2, linf, changedPixels }: ByteDistance): string {
  return say('L2 {l2} grey levels, no value by more than {linf}, {share} of the pixels', {
    l2: short(l2),
    linf,
    share: percent(changedPixels),
  });
}

/** What the picture is, in a sentence. */
export function subjectWords({ made, aim, targetName, fools, distance }: Fooled): string {
  const told = { made, target: targetName, distance: distanceWords(distance) };
  if (aim === 'towards')
    return fools
      ? say('{made}: read as {target}. Changed by {distance}.', told)
      : say('{made}: the picture does not fool, it is not read as {target}. Changed by {distance}.', told);
  return fools
    ? say('{made}: no longer read as {target}. Changed by {distance}.', told)
    : say('{made}: the picture does not fool, it is still read as {target}. Changed by {distance}.', told);
}

/** A class and its probability. */
export function readWords({
  name,
  probability,
}: {
  readonly name: string;
  readonly probability: number;
}): string {
  return `${shownClass(name)} (${percent(probability)})`;
}

/** What stays of a fooled picture's fooling, of the numbers that count in its aim. */
export function survivalWords({ best, fools, target }: Reading, { aim, targetName }: Fooled): string {
  const reading = readWords(best);
  if (fools)
    return aim === 'towards'
      ? say('Still fools: {reading}', { reading })
      : say('Still fools: read as {reading}', { reading });
  return best.name === targetName
    ? say('Does not fool: {reading}', { reading })
    : say('Does not fool: {reading}; {target} {probability}', {
        reading,
        target: targetName,
        probability: percent(target),
      });
}

/** What the attack's length and the smallest's say together; `beside` is what a second network is called that the attack aimed at. */
export function smallestSentence(from: Fooled, found: Fooled, beside: string | null = null): string {
  if (!found.fools) return say('Nothing that fools was found.');
  const share = from.distance.l2 > 0 ? found.distance.l2 / from.distance.l2 : 1;
  const length = short(found.distance.l2);
  const fooling = from.fools
    ? say('The attack’s change is {attack} grey levels long; one of {length} fools too, {share} of it.', {
        attack: short(from.distance.l2),
        length,
        share: percent(share),
      })
    : say('A change of {length} grey levels fools.', { length });
  const bound = say(
    'No shorter one was found: the photo’s robustness number against this network is at most that.',
  );
  const alone =
    beside && say('The search aims at this network alone, not at {network}.', { network: beside });
  return [fooling, bound, alone].filter(Boolean).join(' ');
}

/** What another network makes of the picture, in the cell of a table. */
export function transferWords({ outcome, after }: TransferAnswer): string {
  const reading = readWords(after);
  switch (outcome) {
    case 'target':
      return say('fooled: {reading}', { reading });
    case 'misled':
      return say('misled: {reading}', { reading });
    case 'holds':
      return say('holds: {reading}', { reading });
    default:
      return outcome satisfies never;
  }
}
