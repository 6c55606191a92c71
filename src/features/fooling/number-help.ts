import type { NumberHelp } from '../../methods/catalog/params';
import { short } from '../../ui/numbers/numbers';
import type { Words } from '../../words/message';
import { phrase } from '../../words/say';
import { fixed, writeNumber } from '../../words/number';

type Scalars = Readonly<Record<string, number>>;

/** One of the numbers that say how far the changed picture is from the photo. */
export interface ChangeNumber {
  readonly key: string;
  readonly label: Words;
  /** What is shown; null where there is none. */
  readonly text: (scalars: Scalars) => string | null;
  readonly help: NumberHelp;
}

/** Of a scalar, where there is one. */
const of =
  (key: string, words: (value: number) => string): ChangeNumber['text'] =>
  (scalars) => {
    const value = scalars[key];
    return value === undefined ? null : words(value);
  };

/** All of the picture of 8-bit values, as it is saved. */
export const CHANGE_NUMBERS: readonly ChangeNumber[] = [
  {
    key: 'linf',
    label: phrase('Largest, L∞'),
    text: of('linf', (value) => `${value} / 255`),
    help: {
      what: phrase('The largest change of any colour value of any pixel, in grey levels of 255.'),
      rises: phrase('some pixel can be seen to change; from about 16 on most people notice.'),
      try: phrase('PGD with ε 4 and 8, the numbers in most papers.'),
    },
  },
  {
    key: 'l2',
    label: phrase('Length, L2'),
    text: of('l2', (value) => `${short(value)} / 255`),
    help: {
      what: phrase(
        'The length of the whole change over all pixels and colours, in grey levels of 255. Papers count in pixels from 0 to 1: there it is this number divided by 255.',
      ),
      rises: phrase('more pixels change, or they change more.'),
      try: phrase('DeepFool or FMN, which look for the smallest.'),
    },
  },
  {
    key: 'l0',
    label: phrase('Pixels, L0'),
    text: ({ l0, changedPixels }) =>
      l0 === undefined || changedPixels === undefined ? null : shareWords(l0, changedPixels),
    help: {
      what: phrase('Pixels of which any colour value is another, as a share of all.'),
      rises: phrase(
        'the change is spread over more of the picture; attacks on the largest change move nearly every pixel.',
      ),
      try: phrase('the rectangle, which changes a few pixels as much as it can.'),
    },
  },
  {
    key: 'ssim',
    label: phrase('Likeness, SSIM'),
    text: of('ssim', (value) => fixed(value, value > 0.999 && value < 1 ? 4 : 3)),
    help: {
      what: phrase(
        'Structural similarity of the two pictures’ brightness, from −1 to 1, in windows of 11 pixels: closer to what an eye sees than a sum of differences.',
      ),
      rises: phrase('the pictures look more alike; 1 is the same picture.'),
      try: phrase('the noise attacks: as long a change, but one that an eye sees sooner.'),
    },
  },
  {
    key: 'psnr',
    label: 'PSNR',
    text: ({ psnr, l0 }) => (psnr === undefined ? (l0 === 0 ? '∞' : null) : `${fixed(psnr, 1)} dB`),
    help: {
      what: phrase(
        'Peak signal-to-noise ratio: how much stronger the brightest signal is than the root mean square of the change, in decibels.',
      ),
      rises: phrase('the change is weaker; above about 40 it is hardly seen, as in a photo well compressed.'),
      try: phrase('comparing it with SSIM: the two do not always agree on which change is worse.'),
    },
  },
];

function shareWords(l0: number, share: number): string {
  if (l0 === 0) return '0';
  const percent = share * 100;
  if (percent >= 10) return writeNumber(`${percent.toFixed(0)} %`);
  return writeNumber(percent >= 0.1 ? `${percent.toFixed(1)} %` : '< 0.1 %');
}
