import type { Phrase } from '../../words/message';
import { phrase } from '../../words/say';

/** A word of the field that a newcomer may not know, and what it means. */
export interface Term {
  readonly word: Phrase;
  readonly what: Phrase;
}

/** The words that are explained where they stand. */
export const TERMS: readonly Term[] = [
  {
    word: phrase('logit'),
    what: phrase(
      'The number that a network gives a class before it makes probabilities of all its classes: the higher, the more it is for the class. It may be any number, also a negative one.',
    ),
  },
  {
    word: phrase('gradient'),
    what: phrase(
      'For each pixel, how much a score would change if that pixel changed a little: the slope of the score there.',
    ),
  },
  {
    word: phrase('margin'),
    what: phrase(
      'How far the score of a class is ahead of the strongest other one: above zero, it is the class that is read.',
    ),
  },
  {
    word: phrase('softmax'),
    what: phrase(
      'What makes probabilities of logits: e to the power of each, divided by their sum. All lie between 0 and 1, and together they make 1.',
    ),
  },
];
