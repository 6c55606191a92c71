import type { PictureTransform, TransformId } from '../../../../core/pictures/transforms/picture-transform';

/** How much of a transform is tried, mildest first, and how that is said. */
export interface TransformRow {
  readonly id: TransformId;
  readonly title: string;
  readonly stops: readonly number[];
  readonly words: (amount: number) => string;
  /** One sentence of what is done, to the letter. */
  readonly what: string;
}

const percent = (amount: number): string => `${amount} %`;

/** What may happen to a picture on its way. */
export const SURVIVAL: readonly TransformRow[] = [
  {
    id: 'jpeg',
    title: 'JPEG',
    stops: [95, 85, 70, 50, 30],
    words: (quality) => `q ${quality}`,
    what: 'Saved as JPEG of this quality by this browser, and opened again.',
  },
  {
    id: 'resize',
    title: 'Resized and back',
    stops: [90, 75, 50, 35, 25],
    words: percent,
    what: 'Made smaller to this share of its sides and stretched back, bilinear both ways.',
  },
  {
    id: 'blur',
    title: 'Blur',
    stops: [0.3, 0.5, 0.8, 1.2, 2],
    words: (sigma) => `σ ${sigma} px`,
    what: 'A Gaussian of this standard deviation, in pixels the network sees.',
  },
  {
    id: 'crop',
    title: 'Crop',
    stops: [1, 2, 5, 10, 20],
    words: percent,
    what: 'This share of width and height cut off at each side; what is left is stretched back.',
  },
  {
    id: 'noise',
    title: 'Noise',
    stops: [1, 2, 4, 8, 16],
    words: (deviation) => `σ ${deviation}`,
    what: 'Normal noise of this many grey levels on every colour value, drawn by the run’s seed.',
  },
  {
    id: 'bits',
    title: 'Bit depth',
    stops: [7, 6, 5, 4, 3],
    words: (bits) => `${bits} bits`,
    what: 'Every colour value moved to the nearest that so many bits can hold.',
  },
  {
    id: 'screen',
    title: 'Photo of the screen',
    stops: [2, 5, 10, 15, 25],
    words: percent,
    what:
      'A model of a photo taken of a screen: seen aslant, the far side shorter by this share; moiré that makes it 4 % lighter ' +
      'and darker every 5.3 pixels, gamma 1.1, a lens’s blur of 0.6 pixels, and JPEG of quality 85.',
  },
];

/** What may be done to every picture before a network sees it. */
export const DEFENCES: readonly TransformRow[] = [
  { ...rowOf('jpeg'), stops: [85, 50, 30] },
  {
    id: 'median',
    title: 'Median filter',
    stops: [3, 5],
    words: (side) => `${side} × ${side}`,
    what: 'Every colour value replaced by the median of those around it, in a window of this size.',
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
