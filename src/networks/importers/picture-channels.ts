import { unsupportedModel } from '../graph/failures';
import type { Pair } from '../graph/graph';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** What a network's picture has at each place: three colours, or grey alone. */
export type PictureChannels = 1 | 3;

/** The picture that a file says its network takes. */
export interface GivenPicture {
  /** A side that the file leaves open is 0. */
  readonly size: Pair;
  readonly channels: PictureChannels;
  /** What its layers get of it for one picture, where that is no map: rows of numbers without an axis for the channel. */
  readonly shape?: readonly number[];
}

/** The one input that a network takes. Throws LabError `unsupported-model` naming the inputs where there is not one. */
export function onlyInput<T extends { readonly name: string }>(inputs: readonly T[]): T {
  const [input] = inputs;
  if (input && inputs.length === 1) return input;
  const names = inputs.map(({ name }) => name).slice(0, 5);
  throw unsupportedModel(
    names.length > 0
      ? phrase('Expected one input, a picture, got {count}: {names}.', {
          count: inputs.length,
          names: names.join(', '),
        })
      : phrase('Expected one input, a picture, got {count}.', { count: inputs.length }),
  );
}

/** The least side of a picture whose numbers come in a row. */
const LEAST_SIDE = 8;

/** A grey picture without an axis for its one channel, or one whose numbers come in a row; undefined where it is neither. */
export function barePicture([, first, second, ...more]: readonly (number | null)[]):
  | GivenPicture
  | undefined {
  if (!first || first < 0 || more.length > 0) return undefined;
  if (second && second > 0) return { size: [first, second], channels: 1, shape: [first, second] };
  if (second !== undefined) return undefined;
  const rows = ([1, 3] as const).map((channels) => ({ channels, side: Math.sqrt(first / channels) }));
  const found = rows.find(({ side }) => Number.isInteger(side) && side >= LEAST_SIDE);
  return found && { size: [found.side, found.side], channels: found.channels, shape: [first] };
}

/** What a person should know of a picture whose numbers come in a row: nothing says that they are one. */
export function rowNotes({ size: [height, width], shape = [] }: GivenPicture): readonly Phrase[] {
  const [count = 0] = shape;
  return shape.length === 1
    ? [
        phrase(
          'Its {count, number} numbers come in a row; they are read as a picture of {height} x {width}.',
          { count, height, width },
        ),
      ]
    : [];
}

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
