import type { ByteDistance } from '../../../../core/pictures/byte-distance';
import { percent, short } from '../../../../ui/numbers/numbers';
import type { Fooled } from '../store/fooled';
import type { Reading } from '../store/reading';
import type { TransferAnswer } from '../store/transfer-answers';

/** A distance in grey levels: `L2 178, largest 3, 61 % of the pixels`. */
export function distanceWords({ l2, linf, changedPixels }: ByteDistance): string {
  return `L2 ${short(l2)} grey levels, no value by more than ${linf}, ${percent(changedPixels)} of the pixels`;
}

/** What the picture is, in a sentence. */
export function subjectWords({ made, aim, targetName, fools, distance }: Fooled): string {
  const goal = aim === 'towards' ? `read as ${targetName}` : `no longer read as ${targetName}`;
  return fools
    ? `${made}: ${goal}. Changed by ${distanceWords(distance)}.`
    : `${made}: the picture does not fool, it is not ${goal}. Changed by ${distanceWords(distance)}.`;
}

/** A class and its probability. */
export function readWords({
  name,
  probability,
}: {
  readonly name: string;
  readonly probability: number;
}): string {
  return `${name} (${percent(probability)})`;
}

/** What stays of a fooled picture's fooling, of the numbers that count in its aim. */
export function survivalWords({ best, fools, target }: Reading, { aim, targetName }: Fooled): string {
  if (fools)
    return aim === 'towards' ? `Still fools: ${readWords(best)}` : `Still fools: read as ${readWords(best)}`;
  return best.name === targetName
    ? `Does not fool: ${readWords(best)}`
    : `Does not fool: ${readWords(best)}; ${targetName} ${percent(target)}`;
}

/** What the attack's length and the smallest's say together. */
export function smallestSentence(from: Fooled, found: Fooled): string {
  if (!found.fools) return 'Nothing that fools was found.';
  const share = from.distance.l2 > 0 ? found.distance.l2 / from.distance.l2 : 1;
  const saved = from.fools
    ? `The attack’s change is ${short(from.distance.l2)} grey levels long; one of ${short(found.distance.l2)} fools too, ${percent(share)} of it.`
    : `A change of ${short(found.distance.l2)} grey levels fools.`;
  return `${saved} No shorter one was found: the photo’s robustness number against this network is at most that.`;
}

/** What another network makes of the picture, in the cell of a table. */
export function transferWords({ outcome, after }: TransferAnswer): string {
  const read = readWords(after);
  switch (outcome) {
    case 'target':
      return `fooled: ${read}`;
    case 'misled':
      return `misled: ${read}`;
    case 'holds':
      return `holds: ${read}`;
    default:
      return outcome satisfies never;
  }
}
