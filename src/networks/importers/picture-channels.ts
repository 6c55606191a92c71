import { unsupportedModel } from '../graph/failures';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** What a network's picture has at each place: three colours, or grey alone. */
export type PictureChannels = 1 | 3;

const OTHERS: Readonly<Record<number, Phrase>> = {
  2: phrase('two channels, as grey with transparency or two measurements have'),
  4: phrase('four channels, as colours with transparency or near infrared have'),
};

/**
 * How many channels an input `name` has whose shape, its batch first, is `dims`. Throws LabError `unsupported-model` naming what it
 * takes instead where it is no picture of three colours or of grey.
 */
export function pictureChannels(
  name: string,
  dims: readonly (number | null)[],
  channels: number | null | undefined,
): PictureChannels {
  if (dims.length === 4 && (channels === 1 || channels === 3)) return channels;
  const got = dims
    .slice(0, 8)
    .map((side) => (side !== null && side > 0 ? side : '?'))
    .join(', ');
  const other = dims.length === 4 ? OTHERS[channels ?? 0] : undefined;
  throw unsupportedModel(
    other
      ? phrase(
          'The input “{name}” [{got}] takes {other}; a photo here has three colours, or is read in grey.',
          { name, got, other },
        )
      : phrase(
          'Expected a picture in colour (3 channels) or grey (1 channel) as input “{name}”, got [{got}].',
          { name, got },
        ),
    {},
    other
      ? phrase('Choose a network that takes colour or grey pictures.')
      : phrase(
          'Use an image classifier: its input is a picture, with a batch, a height, a width and channels.',
        ),
  );
}
