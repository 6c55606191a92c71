import type { ParamTable } from '../catalog/params';
import { CHANNEL_PLACE, LAYER_PLACE } from './objective.params';
import { phrase } from '../../words/say';

export type SeveralParams = {
  readonly also: 'nothing' | 'class' | 'channel';
  readonly alsoClass: number;
  readonly alsoLayer: number;
  readonly alsoChannel: number;
  readonly alsoWeight: number;
  readonly pictures: number;
  readonly diversity: number;
  readonly diversityLayer: number;
};

/** A second thing that is raised beside the first, and several pictures that are kept unlike each other. */
export const SEVERAL: ParamTable<SeveralParams> = {
  also: {
    kind: 'choice',
    label: phrase('Raise as well'),
    default: 'nothing',
    options: [
      { value: 'nothing', label: phrase('nothing') },
      { value: 'class', label: phrase('a class’s logit') },
      { value: 'channel', label: phrase('a channel of a layer') },
    ],
    live: false,
    advanced: true,
    help: {
      what: phrase('A second thing to raise in the same picture: J = the first + weight · the second.'),
      differs: phrase(
        'Another class shows what both have in common, or a chimera; a channel gives the class a texture.',
      ),
      try: phrase('Nothing; then another class at 0.5.'),
    },
  },
  alsoClass: {
    kind: 'number',
    label: phrase('Second class'),
    default: 0,
    min: 0,
    max: 100_000,
    step: 1,
    integer: true,
    class: true,
    unit: '',
    scale: 'linear',
    live: true,
    advanced: true,
    when: { param: 'also', is: ['class'] },
    help: {
      what: phrase('The class that is raised as well, by its number.'),
      rises: phrase('Another class, in the network’s own order.'),
      try: phrase('One that could stand in the same picture.'),
    },
  },
  alsoLayer: {
    ...LAYER_PLACE,
    label: phrase('Second’s layer'),
    when: { param: 'also', is: ['channel'] },
    help: {
      what: phrase(
        'The layer whose channel is raised as well: 0 is the last one that still knows where things are.',
      ),
      rises: phrase('Simpler things.'),
      try: phrase('3.'),
    },
  },
  alsoChannel: {
    ...CHANNEL_PLACE,
    label: phrase('Second’s channel'),
    when: { param: 'also', is: ['channel'] },
    help: {
      what: phrase('Which of that layer’s channels, counted from 0; its mean is raised.'),
      rises: phrase('Another channel, in no order.'),
      try: phrase('One found under Layers.'),
    },
  },
  alsoWeight: {
    kind: 'number',
    label: phrase('Second’s weight'),
    default: 0.5,
    min: -10,
    max: 10,
    step: 0.1,
    unit: '',
    scale: 'linear',
    live: true,
    advanced: true,
    when: { param: 'also', is: ['class', 'channel'] },
    help: {
      what: phrase('What the second counts where the first counts 1. Below 0 it is lowered.'),
      rises: phrase('More of the second, less of the first.'),
      try: phrase('0.5.'),
    },
  },
  pictures: {
    kind: 'number',
    label: phrase('Pictures'),
    default: 1,
    min: 1,
    max: 4,
    step: 1,
    integer: true,
    unit: phrase('side by side'),
    scale: 'linear',
    live: false,
    advanced: true,
    help: {
      what: phrase('How many pictures are made together, each from a start of its own.'),
      rises: phrase('More facets of the same class; each step takes as many times as long.'),
      try: phrase('1; 4 with diversity.'),
    },
  },
  diversity: {
    kind: 'number',
    label: phrase('Diversity'),
    default: 1,
    min: 0,
    max: 100,
    step: 0.1,
    unit: '',
    scale: 'log',
    live: true,
    advanced: true,
    when: { param: 'pictures', is: [2, 3, 4] },
    help: {
      what: phrase(
        'Weight of the penalty on likeness: the cosine between the pictures’ Gram matrices, which channels of a layer go together.',
      ),
      rises: phrase('Pictures that differ more, at last at the class’s cost.'),
      try: phrase('1.'),
    },
  },
  diversityLayer: {
    ...LAYER_PLACE,
    label: phrase('Diversity’s layer'),
    when: { param: 'pictures', is: [2, 3, 4] },
    help: {
      what: phrase(
        'The layer that likeness is judged by: 0 is the last one that still knows where things are.',
      ),
      rises: phrase('Differences in simpler things: textures, then edges and colours.'),
      try: phrase('3.'),
    },
  },
};
