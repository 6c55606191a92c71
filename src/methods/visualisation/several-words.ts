import type { ChoiceHelp, NumberHelp } from '../catalog/params';
import type { Words } from '../../words/message';
import { phrase } from '../../words/say';

/** What the rows of a thing that is raised beside the first say. */
export interface AlsoWords {
  readonly what: { readonly label: Words; readonly help: ChoiceHelp };
  readonly classLabel: Words;
  readonly layerLabel: Words;
  readonly channelLabel: Words;
  readonly weight: { readonly label: Words; readonly help: NumberHelp };
}

export const ALSO_WORDS: AlsoWords = {
  what: {
    label: phrase('Raise as well'),
    help: {
      what: phrase('A second thing to raise in the same picture: J = the first + weight · the second.'),
      differs: phrase(
        'Another class shows what both have in common, or a chimera; a channel gives the class a texture.',
      ),
      try: phrase('Nothing; then another class at 0.5.'),
    },
  },
  classLabel: phrase('Second class'),
  layerLabel: phrase('Second’s layer'),
  channelLabel: phrase('Second’s channel'),
  weight: {
    label: phrase('Second’s weight'),
    help: {
      what: phrase('What the second counts where the first counts 1. Below 0 it is lowered.'),
      rises: phrase('More of the second, less of the first.'),
      try: phrase('0.5.'),
    },
  },
};

const ONE_MORE: ChoiceHelp = {
  what: phrase('One more thing to raise in the same picture: J = all before + weight · this one.'),
  differs: phrase(
    'Another class shows what both have in common, or a chimera; a channel gives the class a texture.',
  ),
  try: phrase('Nothing, until the picture of what is before is known.'),
};
const ITS_WEIGHT: NumberHelp = {
  what: phrase('What this one counts where the first counts 1. Below 0 it is lowered.'),
  rises: phrase('More of this one, less of the others.'),
  try: phrase('0.5.'),
};

export const THIRD_WORDS: AlsoWords = {
  what: { label: phrase('Raise a third thing'), help: ONE_MORE },
  classLabel: phrase('Third class'),
  layerLabel: phrase('Third’s layer'),
  channelLabel: phrase('Third’s channel'),
  weight: { label: phrase('Third’s weight'), help: ITS_WEIGHT },
};

export const FOURTH_WORDS: AlsoWords = {
  what: { label: phrase('Raise a fourth thing'), help: ONE_MORE },
  classLabel: phrase('Fourth class'),
  layerLabel: phrase('Fourth’s layer'),
  channelLabel: phrase('Fourth’s channel'),
  weight: { label: phrase('Fourth’s weight'), help: ITS_WEIGHT },
};
