import type { PictureTransform, TransformId } from '../../../../core/pictures/transforms/picture-transform';
import type { Phrase, Words } from '../../../../words/message';
import { phrase, say } from '../../../../words/say';

/** How much of a transform is tried, mildest first, and how that is said. */
export interface TransformRow {
  readonly id: TransformId;
  readonly title: Words;
  readonly stops: readonly number[];
  readonly words: (amount: number) => string;
  /** One sentence of what is done, to the letter. */
  readonly what: Phrase;
}

const percent = (amount: number): string => say('{amount} %', { amount });

/** What may happen to a picture on its way. */
export const SURVIVAL: readonly TransformRow[] = [
  {
    id: 'jpeg',
    title: 'JPEG',
    stops: [95, 85, 70, 50, 30],
    words: (quality) => `q ${quality}`,
    what: phrase('Saved as JPEG of this quality by this browser, and opened again.'),
  },
  {
    id: 'resize',
    title: phrase('Resized and back'),
    stops: [90, 75, 50, 35, 25],
    words: percent,
    what: phrase('Made smaller to this share of its sides and stretched back, bilinear both ways.'),
  },
  {
    id: 'blur',
    title: phrase('Blur'),
    stops: [0.3, 0.5, 0.8, 1.2, 2],
    words: (sigma) => say('σ {sigma} px', { sigma: String(sigma) }),
    what: phrase('A Gaussian of this standard deviation, in pixels the network sees.'),
  },
  {
    id: 'crop',
    title: phrase('Crop'),
    stops: [1, 2, 5, 10, 20],
    words: percent,
    what: phrase('This share of width and height cut off at each side; what is left is stretched back.'),
  },
  {
    id: 'noise',
    title: phrase('Noise'),
    stops: [1, 2, 4, 8, 16],
    words: (deviation) => `σ ${deviation}`,
    what: phrase('Normal noise of this many grey levels on every colour value, drawn by the run’s seed.'),
  },
  {
    id: 'bits',
    title: phrase('Bit depth'),
    stops: [7, 6, 5, 4, 3],
    words: (bits) => say('{bits, plural, one {# bit} other {# bits}}', { bits }),
    what: phrase('Every colour value moved to the nearest that so many bits can hold.'),
  },
  {
    id: 'screen',
    title: phrase('Photo of the screen'),
    stops: [2, 5, 10, 15, 25],
    words: percent,
    what: phrase(
      'A model of a photo taken of a screen: seen aslant, the far side shorter by this share; moiré that makes it 4 % lighter and darker every 5.3 pixels, gamma 1.1, a lens’s blur of 0.6 pixels, and JPEG of quality 85.',
    ),
  },
];

/** What may be done to every picture before a network sees it. */
export const DEFENCES: readonly TransformRow[] = [
  { ...rowOf('jpeg'), stops: [85, 50, 30] },
  {
    id: 'median',
    title: phrase('Median filter'),
    stops: [3, 5],
    words: (side) => `${side} × ${side}`,
    what: phrase('Every colour value replaced by the median of those around it, in a window of this size.'),
  },
  { ...rowOf('bits'), stops: [5, 4, 3] },
  { ...rowOf('blur'), stops: [0.5, 1.2] },
];

function rowOf(id: TransformId): TransformRow {
  const row = SURVIVAL.find((entry) => entry.id === id);
  if (!row) throw new Error(`No row for ${id}`);
  return row;
}

/** Every transform of some rows, row by row. */
export function allOf(rows: readonly TransformRow[]): readonly PictureTransform[] {
  return rows.flatMap(({ id, stops }) => stops.map((amount) => ({ id, amount })));
}
