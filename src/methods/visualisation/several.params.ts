import type { Param, ParamTable } from '../catalog/params';
import { CHANNEL_PLACE, LAYER_PLACE } from './objective.params';
import { ALSO_WORDS, type AlsoWords, FOURTH_WORDS, THIRD_WORDS } from './several-words';
import { phrase } from '../../words/say';

type Also<K extends string> = Readonly<
  Record<K, 'nothing' | 'class' | 'channel'> &
    Record<`${K}Class` | `${K}Layer` | `${K}Channel` | `${K}Weight`, number>
>;

export type SeveralParams = Also<'also'> &
  Also<'third'> &
  Also<'fourth'> & {
    readonly pictures: number;
    readonly diversity: number;
    readonly diversityLayer: number;
  };

/** A thing that is raised beside the first: the logit of a class, or the mean of a channel of a layer. */
export type AlsoRaised = { readonly weight: number } & (
  | { readonly what: 'class'; readonly index: number }
  | { readonly what: 'channel'; readonly layer: number; readonly channel: number }
);

/** What is raised beside the first thing, in its order: as far as the first place that has nothing. */
export function alsoRaised(params: SeveralParams): readonly AlsoRaised[] {
  const all: AlsoRaised[] = [];
  for (const key of ['also', 'third', 'fourth'] as const) {
    const weight = params[`${key}Weight`];
    if (params[key] === 'nothing') return all;
    all.push(
      params[key] === 'class'
        ? { what: 'class', weight, index: params[`${key}Class`] }
        : { what: 'channel', weight, layer: params[`${key}Layer`], channel: params[`${key}Channel`] },
    );
  }
  return all;
}

/** The rows of one more thing to raise, which are there once something stands in the place before. */
function alsoRows<K extends string>(key: K, words: AlsoWords, before?: string): ParamTable<Also<K>> {
  const rows: Readonly<Record<string, Param>> = {
    [key]: {
      kind: 'choice',
      label: words.what.label,
      default: 'nothing',
      options: [
        { value: 'nothing', label: phrase('nothing') },
        { value: 'class', label: phrase('a class’s logit') },
        { value: 'channel', label: phrase('a channel of a layer') },
      ],
      live: false,
      advanced: true,
      ...(before !== undefined && { when: { param: before, is: ['class', 'channel'] } }),
      help: words.what.help,
    },
    [`${key}Class`]: {
      kind: 'number',
      label: words.classLabel,
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
      when: { param: key, is: ['class'] },
      help: {
        what: phrase('The class that is raised as well, by its number.'),
        rises: phrase('Another class, in the network’s own order.'),
        try: phrase('One that could stand in the same picture.'),
      },
    },
    [`${key}Layer`]: {
      ...LAYER_PLACE,
      label: words.layerLabel,
      when: { param: key, is: ['channel'] },
      help: {
        what: phrase(
          'The layer whose channel is raised as well: 0 is the last one that still knows where things are.',
        ),
        rises: phrase('Simpler things.'),
        try: phrase('3.'),
      },
    },
    [`${key}Channel`]: {
      ...CHANNEL_PLACE,
      label: words.channelLabel,
      when: { param: key, is: ['channel'] },
      help: {
        what: phrase('Which of that layer’s channels, counted from 0; its mean is raised.'),
        rises: phrase('Another channel, in no order.'),
        try: phrase('One found under Layers.'),
      },
    },
    [`${key}Weight`]: {
      kind: 'number',
      label: words.weight.label,
      default: 0.5,
      min: -10,
      max: 10,
      step: 0.1,
      unit: '',
      scale: 'linear',
      live: true,
      advanced: true,
      when: { param: key, is: ['class', 'channel'] },
      help: words.weight.help,
    },
  };
  return rows as ParamTable<Also<K>>;
}

/** Up to three more things that are raised beside the first, and several pictures that are kept unlike each other. */
export const SEVERAL: ParamTable<SeveralParams> = {
  ...alsoRows('also', ALSO_WORDS),
  ...alsoRows('third', THIRD_WORDS, 'also'),
  ...alsoRows('fourth', FOURTH_WORDS, 'third'),
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
