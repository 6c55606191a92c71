import { percent } from '../../../ui/numbers/numbers';
import type { MadePicture, ReadingRow } from './readings-store';

/** What the networks' answers come to, in a sentence; null before any has answered. */
export function readingsSentence(
  { targetName, network }: Pick<MadePicture, 'targetName' | 'network'>,
  rows: readonly ReadingRow[],
): string | null {
  const others = rows.filter(({ id, answer }) => id !== network && answer !== null);
  if (others.length === 0) return null;
  const able = others.filter(({ answer }) => answer?.target !== null);
  if (able.length === 0) return `No other network here has a class called ${targetName}.`;
  const agreeing = able.filter(({ answer }) => answer?.reads).length;
  return agreeing === 0
    ? `No other network asked reads ${targetName} in it.`
    : `Other networks that read ${targetName} in it: ${agreeing} of ${able.length}.`;
}

/** A network's answer in a few words. */
export function answerWords({ answer, failure }: Pick<ReadingRow, 'answer' | 'failure'>): string {
  if (failure !== null) return failure;
  if (!answer) return 'being asked …';
  return `${answer.best.name} (${percent(answer.best.probability)})`;
}
