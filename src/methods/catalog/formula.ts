import type { Words } from '../../words/message';

/**
 * A formula in which a pixel's three channels are made one number, as the map is read: the text before that, what each channel
 * holds, and the text after it.
 */
export interface ChannelFormula {
  readonly before: Words;
  readonly value: Words;
  readonly after: Words;
}

/** A method's formula with given parameters, in plain Unicode, as the caption prints it. */
export interface Formula<Text extends Words | ChannelFormula = Words> {
  readonly text: Text;
  /** What its score is: `J = …`. */
  readonly score: Words;
}
