import { rowWords } from '../../../panels/run/read-words';
import type { MadePicture, ReadingRow } from './readings-store';
import { say, sayWords } from '../../../words/say';

/** What the networks' answers come to, in a sentence; null before any has answered. */
export function readingsSentence(
  { targetName, network }: Pick<MadePicture, 'targetName' | 'network'>,
  rows: readonly ReadingRow[],
): string | null {
  const others = rows.filter(({ id, answer }) => id !== network && answer !== null);
  if (others.length === 0) return null;
  const able = others.filter(({ answer }) => answer?.target !== null);
  if (able.length === 0) return say('No other network here has a class called {targetName}.', { targetName });
  const agreeing = able.filter(({ answer }) => answer?.reads).length;
  return agreeing === 0
    ? say('No other network asked reads {targetName} in it.', { targetName })
    : say('Other networks that read {targetName} in it: {agreeing} of {able}.', {
        targetName,
        agreeing,
        able: able.length,
      });
}

/** A network's answer in a few words. */
export function answerWords({ answer, failure }: Pick<ReadingRow, 'answer' | 'failure'>): string {
  if (failure !== null) return sayWords(failure);
  if (!answer) return say('being asked …');
  return rowWords(answer.best);
}
