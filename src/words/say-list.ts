import { say } from './say';

/** Sentences and names one after the other, parted by semicolons as the language writes them. */
export function sayList(parts: readonly string[]): string {
  return parts.length === 0 ? '' : parts.reduce((first, next) => say('{first}; {next}', { first, next }));
}
