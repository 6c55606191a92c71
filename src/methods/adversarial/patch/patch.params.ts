import type { FoolingInfo } from '../../catalog/method-info';
import { AIM, type AttackAim } from '../attack-rows';
import { LARGEST, patchBox, patchIn, SMALLEST } from './patch-box';
import type { PatchShape } from './placement';
import { phrase } from '../../../words/say';

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
  title: phrase('A sticker (adversarial patch)'),
  about: phrase(
    'Paints a sticker that takes the network’s eye off everything else. It is not hidden: it is made to work wherever it is stuck, turned and scaled a little, as if it were printed and laid on the table.',
  ),
  paper: {
    title: 'Brown et al. 2017: Adversarial patch',
    url: 'https://arxiv.org/abs/1712.09665',
  },
  formula: ({ aim, places }) => ({
    text: phrase('q ← clip(q {sign} α · sign(m)),  m ← 0.9 m + g / ‖g‖₁,  {gradient}', {
      sign: aim === 'towards' ? '+' : '−',
      gradient:
        places > 0
          ? phrase('g = Σₜ ∂J(q on the photo at t) / ∂q,  t as shown and {places} drawn', { places })
          : phrase('g = ∂J(q on the photo) / ∂q'),
    }),
    score: phrase('J = log P_y'),
  }),
  iterations: null,
  takesOthers: false,
  takesBeside: false,
  placed: {
    name: phrase('sticker'),
    boxOf: patchBox,
    paramsOf: patchIn,
    isRound: ({ shape }) => shape === 'disc',
    colour: () => null,
  },
  aim: ({ aim }) => aim,
  lostByRounding: () => phrase('Every picture that counts is rounded already.'),
  notFooled: () =>
    phrase('A larger sticker or more steps may do; one that need not work anywhere else is easier, too.'),
  needsPicture: () => true,
  drawsAtRandom: ({ places }) => places > 0,
  caution: () => null,
  params: {
    shape: {
      kind: 'choice',
      label: phrase('Shape'),
      default: 'disc',
      options: [
        { value: 'disc', label: phrase('round') },
        { value: 'square', label: phrase('square') },
      ],
      live: false,
      help: {
        what: phrase('The outline of the sticker.'),
        differs: phrase('A square covers a quarter more than the disc in it.'),
        try: phrase('Round, as in the paper.'),
      },
    },
    size: {
      ...SHARE,
      label: phrase('Size'),
      default: 35,
      min: SMALLEST,
      max: LARGEST,
      live: false,
      help: {
        what: phrase('Its width in hundredths of the picture’s shorter side.'),
        rises: phrase('Fooling gets easier; more of the photo is covered.'),
        try: phrase('35, a tenth of the picture; then down until nothing fools.'),
      },
    },
    left: {
      ...SHARE,
      label: phrase('Left'),
      default: 92,
      live: true,
      help: {
        what: phrase('Where it is shown: its left edge in hundredths of the room there is.'),
        rises: phrase('The sticker moves right.'),
        try: phrase('A corner, so that it hides nothing of the object.'),
      },
    },
    top: {
      ...SHARE,
      label: phrase('Top'),
      default: 92,
      live: true,
      help: {
        what: phrase('Where it is shown: its top edge in hundredths of the room there is.'),
        rises: phrase('The sticker moves down.'),
        try: phrase('A corner, so that it hides nothing of the object.'),
      },
    },
    places: {
      kind: 'number',
      label: phrase('Other places a step'),
      default: 3,
      min: 0,
      max: 16,
      step: 1,
      integer: true,
      unit: phrase('places'),
      scale: 'linear',
      live: false,
      help: {
        what: phrase(
          'At each step the sticker is tried where it is shown and at so many places drawn at random; the gradients are summed.',
        ),
        rises: phrase(
          'It comes to work everywhere sooner; each place costs as much as a step. With 0 it is made for the one place.',
        ),
        try: phrase('3; 0 for a sticker that works here only.'),
      },
    },
    turn: {
      kind: 'number',
      label: phrase('Turned by up to'),
      default: 20,
      min: 0,
      max: 180,
      step: 5,
      unit: '°',
      scale: 'linear',
      live: true,
      advanced: true,
      help: {
        what: phrase('At the places drawn it is turned by anything up to so far, to either side.'),
        rises: phrase('It need not be stuck on straight; that takes more steps.'),
        try: phrase('20; 180 for any way up.'),
      },
    },
    zoom: {
      ...SHARE,
      label: phrase('Scaled by up to'),
      default: 20,
      max: 50,
      live: true,
      advanced: true,
      help: {
        what: phrase('At the places drawn it is larger or smaller by anything up to so many hundredths.'),
        rises: phrase('It works from nearer and farther away; that takes more steps.'),
        try: phrase('20.'),
      },
    },
    stepSize: {
      kind: 'number',
      label: phrase('Step size'),
      symbol: 'α',
      default: 8,
      min: 0.5,
      max: 64,
      step: 0.5,
      unit: phrase('/ 255'),
      scale: 'log',
      live: true,
      help: {
        what: phrase('How far each colour value of the sticker moves in a step, in grey levels of 255.'),
        rises: phrase('Fewer steps; too large, and the colours jump to and fro.'),
        try: phrase('8.'),
      },
    },
    steps: {
      kind: 'number',
      label: phrase('Steps at most'),
      symbol: 'T',
      default: 200,
      min: 1,
      max: 2000,
      step: 1,
      integer: true,
      unit: phrase('steps'),
      scale: 'log',
      live: true,
      help: {
        what: phrase('Gives up after T steps.'),
        rises: phrase('Smaller stickers and harder classes get more time.'),
        try: phrase('200.'),
      },
    },
    aim: AIM,
    stopRule: {
      kind: 'choice',
      label: phrase('Stop when'),
      default: 'everywhere',
      options: [
        { value: 'everywhere', label: phrase('it fools wherever it was tried') },
        { value: 'rounded', label: phrase('the picture shown fools') },
        { value: 'never', label: phrase('all steps are taken') },
      ],
      live: true,
      help: {
        what: phrase(
          'What ends the run: the picture shown fools the network, and so did all of the last twelve places drawn, each tried before the sticker had learnt from it; or the picture shown fools; or nothing.',
        ),
        differs: phrase(
          'Fooling at one place takes a few steps; a sticker that works everywhere takes many more.',
        ),
        try: phrase('It fools wherever it was tried.'),
      },
    },
  },
  presets: [
    {
      id: 'here',
      title: phrase('Only here'),
      about: phrase('Made for this photo and this place alone: quick, and worth nothing elsewhere.'),
      values: { places: 0, stopRule: 'rounded' },
    },
    {
      id: 'any-way-up',
      title: phrase('Any way up'),
      about: phrase(
        'To be printed: it is turned all the way round, and half as large or half as large again.',
      ),
      values: { size: 45, places: 6, turn: 180, zoom: 50, steps: 500, stopRule: 'everywhere' },
    },
  ],
};
