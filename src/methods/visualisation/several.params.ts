import type { ParamTable } from '../catalog/params';
import { CHANNEL_PLACE, LAYER_PLACE } from './objective.params';

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
    label: 'Raise as well',
    default: 'nothing',
    options: [
      { value: 'nothing', label: 'nothing' },
      { value: 'class', label: 'a class’s logit' },
      { value: 'channel', label: 'a channel of a layer' },
    ],
    live: false,
    advanced: true,
    help: {
      what: 'A second thing to raise in the same picture: J = the first + weight · the second.',
      differs:
        'Another class shows what both have in common, or a chimera; a channel gives the class a texture.',
      try: 'Nothing; then another class at 0.5.',
    },
  },
  alsoClass: {
    kind: 'number',
    label: 'Second class',
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
      what: 'The class that is raised as well, by its number.',
      rises: 'Another class, in the network’s own order.',
      try: 'One that could stand in the same picture.',
    },
  },
  alsoLayer: {
    ...LAYER_PLACE,
    label: 'Second’s layer',
    when: { param: 'also', is: ['channel'] },
    help: {
      what: 'The layer whose channel is raised as well: 0 is the last one that still knows where things are.',
      rises: 'Simpler things.',
      try: '3.',
    },
  },
  alsoChannel: {
    ...CHANNEL_PLACE,
    label: 'Second’s channel',
    when: { param: 'also', is: ['channel'] },
    help: {
      what: 'Which of that layer’s channels, counted from 0; its mean is raised.',
      rises: 'Another channel, in no order.',
      try: 'One found under Layers.',
    },
  },
  alsoWeight: {
    kind: 'number',
    label: 'Second’s weight',
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
      what: 'What the second counts where the first counts 1. Below 0 it is lowered.',
      rises: 'More of the second, less of the first.',
      try: '0.5.',
    },
  },
  pictures: {
    kind: 'number',
    label: 'Pictures',
    default: 1,
    min: 1,
    max: 4,
    step: 1,
    integer: true,
    unit: 'side by side',
    scale: 'linear',
    live: false,
    advanced: true,
    help: {
      what: 'How many pictures are made together, each from a start of its own.',
      rises: 'More facets of the same class; each step takes as many times as long.',
      try: '1; 4 with diversity.',
    },
  },
  diversity: {
    kind: 'number',
    label: 'Diversity',
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
      what: 'Weight of the penalty on likeness: the cosine between the pictures’ Gram matrices, which channels of a layer go together.',
      rises: 'Pictures that differ more, at last at the class’s cost.',
      try: '1.',
    },
  },
  diversityLayer: {
    ...LAYER_PLACE,
    label: 'Diversity’s layer',
    when: { param: 'pictures', is: [2, 3, 4] },
    help: {
      what: 'The layer that likeness is judged by: 0 is the last one that still knows where things are.',
      rises: 'Differences in simpler things: textures, then edges and colours.',
      try: '3.',
    },
  },
};
