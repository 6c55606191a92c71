import type { FoolingInfo } from '../../catalog/method-info';
import { AIM, type AttackAim } from '../attack-rows';
import { LARGEST, patchBox, patchIn, SMALLEST } from './patch-box';
import type { PatchShape } from './placement';

export type PatchStop = 'everywhere' | 'rounded' | 'never';

export type PatchParams = {
  readonly shape: PatchShape;
  readonly size: number;
  readonly left: number;
  readonly top: number;
  readonly places: number;
  readonly turn: number;
  readonly zoom: number;
  readonly stepSize: number;
  readonly steps: number;
  readonly aim: AttackAim;
  readonly stopRule: PatchStop;
};

const SHARE = { kind: 'number', min: 0, max: 100, step: 1, unit: '%', scale: 'linear' } as const;

/** Catalogue entry of the adversarial patch. */
export const PATCH: FoolingInfo<PatchParams> = {
  id: 'patch',
  exercise: 'fooling',
  title: 'A sticker (adversarial patch)',
  about:
    'Paints a sticker that takes the network’s eye off everything else. It is not hidden: it is made to work wherever it is ' +
    'stuck, turned and scaled a little, as if it were printed and laid on the table.',
  paper: {
    title: 'Brown et al. 2017: Adversarial patch',
    url: 'https://arxiv.org/abs/1712.09665',
  },
  formula: ({ aim, places }) => ({
    text: `q ← clip(q ${aim === 'towards' ? '+' : '−'} α · sign(m)),  m ← 0.9 m + g / ‖g‖₁,  ${
      places > 0
        ? `g = Σₜ ∂J(q on the photo at t) / ∂q,  t as shown and ${places} drawn`
        : 'g = ∂J(q on the photo) / ∂q'
    }`,
    score: 'J = log P_y',
  }),
  iterations: null,
  takesOthers: false,
  takesBeside: false,
  placed: {
    name: 'sticker',
    boxOf: patchBox,
    paramsOf: patchIn,
    isRound: ({ shape }) => shape === 'disc',
    colour: () => null,
  },
  aim: ({ aim }) => aim,
  lostByRounding: () => 'Every picture that counts is rounded already.',
  notFooled: () =>
    'A larger sticker or more steps may do; one that need not work anywhere else is easier, too.',
  needsPicture: () => true,
  drawsAtRandom: ({ places }) => places > 0,
  caution: () => null,
  params: {
    shape: {
      kind: 'choice',
      label: 'Shape',
      default: 'disc',
      options: [
        { value: 'disc', label: 'round' },
        { value: 'square', label: 'square' },
      ],
      live: false,
      help: {
        what: 'The outline of the sticker.',
        differs: 'A square covers a quarter more than the disc in it.',
        try: 'Round, as in the paper.',
      },
    },
    size: {
      ...SHARE,
      label: 'Size',
      default: 35,
      min: SMALLEST,
      max: LARGEST,
      live: false,
      help: {
        what: 'Its width in hundredths of the picture’s shorter side.',
        rises: 'Fooling gets easier; more of the photo is covered.',
        try: '35, a tenth of the picture; then down until nothing fools.',
      },
    },
    left: {
      ...SHARE,
      label: 'Left',
      default: 92,
      live: true,
      help: {
        what: 'Where it is shown: its left edge in hundredths of the room there is.',
        rises: 'The sticker moves right.',
        try: 'A corner, so that it hides nothing of the object.',
      },
    },
    top: {
      ...SHARE,
      label: 'Top',
      default: 92,
      live: true,
      help: {
        what: 'Where it is shown: its top edge in hundredths of the room there is.',
        rises: 'The sticker moves down.',
        try: 'A corner, so that it hides nothing of the object.',
      },
    },
    places: {
      kind: 'number',
      label: 'Other places a step',
      default: 3,
      min: 0,
      max: 16,
      step: 1,
      integer: true,
      unit: 'places',
      scale: 'linear',
      live: false,
      help: {
        what: 'At each step the sticker is tried where it is shown and at so many places drawn at random; the gradients are summed.',
        rises:
          'It comes to work everywhere sooner; each place costs as much as a step. With 0 it is made for the one place.',
        try: '3; 0 for a sticker that works here only.',
      },
    },
    turn: {
      kind: 'number',
      label: 'Turned by up to',
      default: 20,
      min: 0,
      max: 180,
      step: 5,
      unit: '°',
      scale: 'linear',
      live: true,
      advanced: true,
      help: {
        what: 'At the places drawn it is turned by anything up to so far, to either side.',
        rises: 'It need not be stuck on straight; that takes more steps.',
        try: '20; 180 for any way up.',
      },
    },
    zoom: {
      ...SHARE,
      label: 'Scaled by up to',
      default: 20,
      max: 50,
      live: true,
      advanced: true,
      help: {
        what: 'At the places drawn it is larger or smaller by anything up to so many hundredths.',
        rises: 'It works from nearer and farther away; that takes more steps.',
        try: '20.',
      },
    },
    stepSize: {
      kind: 'number',
      label: 'Step size',
      symbol: 'α',
      default: 8,
      min: 0.5,
      max: 64,
      step: 0.5,
      unit: '/ 255',
      scale: 'log',
      live: true,
      help: {
        what: 'How far each colour value of the sticker moves in a step, in grey levels of 255.',
        rises: 'Fewer steps; too large, and the colours jump to and fro.',
        try: '8.',
      },
    },
    steps: {
      kind: 'number',
      label: 'Steps at most',
      symbol: 'T',
      default: 200,
      min: 1,
      max: 2000,
      step: 1,
      integer: true,
      unit: 'steps',
      scale: 'log',
      live: true,
      help: {
        what: 'Gives up after T steps.',
        rises: 'Smaller stickers and harder classes get more time.',
        try: '200.',
      },
    },
    aim: AIM,
    stopRule: {
      kind: 'choice',
      label: 'Stop when',
      default: 'everywhere',
      options: [
        { value: 'everywhere', label: 'it fools wherever it was tried' },
        { value: 'rounded', label: 'the picture shown fools' },
        { value: 'never', label: 'all steps are taken' },
      ],
      live: true,
      help: {
        what:
          'What ends the run: the picture shown fools the network, and so did all of the last twelve places drawn, each tried ' +
          'before the sticker had learnt from it; or the picture shown fools; or nothing.',
        differs: 'Fooling at one place takes a few steps; a sticker that works everywhere takes many more.',
        try: 'It fools wherever it was tried.',
      },
    },
  },
  presets: [
    {
      id: 'here',
      title: 'Only here',
      about: 'Made for this photo and this place alone: quick, and worth nothing elsewhere.',
      values: { places: 0, stopRule: 'rounded' },
    },
    {
      id: 'any-way-up',
      title: 'Any way up',
      about: 'To be printed: it is turned all the way round, and half as large or half as large again.',
      values: { size: 45, places: 6, turn: 180, zoom: 50, steps: 500, stopRule: 'everywhere' },
    },
  ],
};
