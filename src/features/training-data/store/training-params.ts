import { OPTIMISERS, type Optimiser } from '../../../core/learning/train-layer';
import type { ParamTable } from '../../../methods/catalog/params';
import { openPage, type ViewTable } from '../../../page/settings/view-tables';
import { phrase } from '../../../words/say';

export const PHOTO_SETS = ['samples', 'opened'] as const;
export type PhotoSet = (typeof PHOTO_SETS)[number];

const PAGES = ['pictures', 'training'] as const;
export type TrainingPage = (typeof PAGES)[number];

/** What of the view's settings the address holds. */
export interface TrainingControls {
  readonly page: TrainingPage;
  readonly photoSet: PhotoSet;
  /** Fooled pictures to make. */
  readonly pictures: number;
  readonly optimiser: Optimiser;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly epochs: number;
}

export const TRAINING_PARAMS: ParamTable<TrainingControls> = {
  page: openPage(phrase('Page'), PAGES),
  photoSet: {
    kind: 'choice',
    label: phrase('Photos'),
    default: 'samples',
    options: [
      { value: 'samples', label: phrase('the samples') },
      { value: 'opened', label: phrase('those you opened') },
    ],
    live: false,
    help: {
      what: phrase(
        'Which photos are fooled: the sixteen drawings that come with the page, or the photos that you opened in this visit.',
      ),
      differs: phrase('What a drawing shows is known; what your photos show you can say below each.'),
      try: phrase('a folder of your own photos, dropped here.'),
    },
  },
  pictures: {
    kind: 'number',
    label: phrase('Fooled pictures'),
    symbol: 'N',
    default: 32,
    min: 1,
    max: 500,
    step: 1,
    integer: true,
    unit: phrase('pictures'),
    scale: 'log',
    live: false,
    help: {
      what: phrase(
        'How many to make. They are spread over the photos; each has a target class of its own, drawn at random by the seed.',
      ),
      rises: phrase('More to learn from, and a longer wait.'),
      try: phrase('32, two for each sample.'),
    },
  },
  optimiser: {
    kind: 'choice',
    label: phrase('Optimiser'),
    default: 'adam',
    options: OPTIMISERS.map((value) => ({
      value,
      label: { adam: 'Adam', sgd: phrase('SGD, momentum 0.9') }[value],
    })),
    live: false,
    help: { what: phrase('How each step follows the gradient of the cross-entropy.'), try: phrase('Adam.') },
  },
  learningRate: {
    kind: 'number',
    label: phrase('Learning rate'),
    symbol: 'η',
    default: 0.003,
    min: 1e-5,
    max: 1,
    step: 1e-5,
    unit: '',
    scale: 'log',
    live: false,
    help: {
      what: phrase(
        'How far a step of the training goes. This trains the last layer; the attack has a step size of its own.',
      ),
      rises: phrase('The layer learns faster, and forgets more of what it knew.'),
      try: phrase('0.003 with Adam, 0.01 with SGD.'),
    },
  },
  weightDecay: {
    kind: 'number',
    label: phrase('Weight decay'),
    symbol: 'λ',
    default: 0.001,
    min: 0,
    max: 1,
    step: 1e-5,
    unit: '',
    scale: 'log',
    live: false,
    help: {
      what: phrase(
        'Pull of every weight back to where it began, λ/2 ‖W − W₀‖², so that few pictures do not undo what thousands taught.',
      ),
      rises: phrase('The layer stays nearer to the trained one, and learns less.'),
      try: phrase('0.001.'),
    },
  },
  epochs: {
    kind: 'number',
    label: phrase('Epochs'),
    default: 100,
    min: 1,
    max: 2000,
    step: 1,
    integer: true,
    unit: phrase('epochs'),
    scale: 'log',
    live: false,
    help: {
      what: phrase(
        'How often every picture is learnt from. The pictures pass through the network once; an epoch is quick.',
      ),
      rises: phrase('It fits its pictures better; those held out may suffer.'),
      try: '100.',
    },
  },
};

export const TRAINING_TABLE: ViewTable<TrainingControls> = { id: 'training-data', params: TRAINING_PARAMS };
