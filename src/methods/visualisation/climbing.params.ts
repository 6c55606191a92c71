import type { ParamTable } from '../catalog/params';
import { phrase } from '../../words/say';

export type ClimbingParams = {
  readonly parameterisation: 'pixels' | 'fourier' | 'maco';
  readonly spectrum: 'natural' | 'own';
  readonly optimiser: 'gradient' | 'normalised' | 'mean' | 'momentum' | 'adam' | 'nadam';
  readonly start: 'noise' | 'grey' | 'image';
  readonly startShare: number;
};

/** What the picture is stored as while it is optimised, how steps are taken, and where from. */
export const CLIMBING: ParamTable<ClimbingParams> = {
  parameterisation: {
    kind: 'choice',
    label: phrase('Picture stored as'),
    default: 'pixels',
    options: [
      { value: 'pixels', label: phrase('pixels') },
      { value: 'fourier', label: phrase('waves (Fourier)') },
      { value: 'maco', label: phrase('phases (MACO)') },
    ],
    live: false,
    advanced: true,
    help: {
      what: phrase(
        'What each step moves: pixels one by one; the waves they add up to, with colours that go together as in photographs; or only where those waves lie, their sizes being kept those of photographs.',
      ),
      differs: phrase(
        'Pixels give fine static, waves large shapes, and phases the most natural pictures. Waves and phases want Adam and steps of their own: take a preset.',
      ),
      try: phrase('Pixels, as in the course; then the presets Lucid and MACO.'),
    },
  },
  spectrum: {
    kind: 'choice',
    label: phrase('Sizes of waves'),
    default: 'natural',
    options: [
      { value: 'natural', label: phrase('of the lab’s photographs') },
      { value: 'own', label: phrase('of your photos') },
    ],
    live: false,
    advanced: true,
    when: { param: 'parameterisation', is: ['maco'] },
    help: {
      what: phrase(
        'Whose waves’ sizes the picture keeps: a smooth curve fitted to sixteen sample photographs, the lab’s own or in the public domain; or the mean over the photos that you have opened.',
      ),
      differs: phrase(
        'Your photos’ colours and grain show in the picture; one photo alone leaves its stripes, too.',
      ),
      try: phrase('The lab’s; yours once you have opened some photos of one kind.'),
    },
  },
  optimiser: {
    kind: 'choice',
    label: phrase('Steps by'),
    default: 'gradient',
    options: [
      { value: 'gradient', label: phrase('the gradient') },
      { value: 'normalised', label: phrase('its direction') },
      { value: 'mean', label: phrase('its mean size') },
      { value: 'momentum', label: phrase('momentum') },
      { value: 'adam', label: 'Adam' },
      { value: 'nadam', label: 'Nadam' },
    ],
    live: false,
    advanced: true,
    help: {
      what: phrase(
        'How a step follows from the gradient g: η · g; η · g / ‖g‖₂; η grey levels times g / mean |g|; η · v with v ← 0.9 v + g; or about η in every entry, by running means of g and g² (Adam, Nadam).',
      ),
      differs: phrase(
        'Raw steps are tiny where the slope is; directions have one length, and by its mean size so has the change of a pixel; Adam moves every entry about alike, whatever its slope.',
      ),
      try: phrase('The gradient, as in the course; Adam for waves.'),
    },
  },
  start: {
    kind: 'choice',
    label: phrase('Start from'),
    default: 'noise',
    options: [
      { value: 'noise', label: phrase('noise') },
      { value: 'grey', label: phrase('grey') },
      { value: 'image', label: phrase('the picture') },
    ],
    live: false,
    when: { param: 'parameterisation', is: ['pixels', 'fourier'] },
    help: {
      what: phrase(
        'The picture before the first step: random noise drawn from the seed, plain grey, or your picture.',
      ),
      differs: phrase(
        'From noise, only what the network adds is seen; from a picture, the class grows into its shapes. From grey, all that is random is the jitter.',
      ),
      try: phrase('Noise; for the picture, the preset “From the picture” has gentler numbers.'),
    },
  },
  startShare: {
    kind: 'number',
    label: phrase('Of the picture'),
    default: 1,
    min: 0,
    max: 1,
    step: 0.05,
    unit: '',
    scale: 'linear',
    live: false,
    advanced: true,
    when: { param: 'start', is: ['image'] },
    help: {
      what: phrase('Share of your picture in the start; the rest is noise drawn from the seed.'),
      rises: phrase('More of the picture’s own shapes stay to be seen.'),
      try: phrase('1.'),
    },
  },
};
