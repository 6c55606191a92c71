import { objectiveOptions } from '../objective-options';
import type { ParamTable } from '../catalog/params';
import { phrase } from '../../words/say';

/** What of a class, or of a layer, a visualisation raises. */
export type VisualisationObjective = 'logit' | 'log-probability' | 'margin' | 'channel' | 'neuron' | 'layer';

export type ObjectiveParams = {
  readonly objective: VisualisationObjective;
  readonly layer: number;
  readonly channel: number;
  readonly lower: boolean;
};

/** The objectives that are something of a layer. */
export const OF_LAYER = ['channel', 'neuron', 'layer'] as const;
type LayerObjective = (typeof OF_LAYER)[number];

/** Whether it is something of a layer that is raised, and not of a class. */
export function raisesLayer(objective: VisualisationObjective): objective is LayerObjective {
  return OF_LAYER.some((one) => one === objective);
}

const PLACE = {
  kind: 'number',
  min: 0,
  step: 1,
  integer: true,
  unit: '',
  scale: 'linear',
  live: true,
  advanced: true,
} as const;
/** A layer, counted back from the last that still knows where things are; and a channel of one. */
export const LAYER_PLACE = { ...PLACE, default: 3, max: 200, layer: true } as const;
export const CHANNEL_PLACE = { ...PLACE, default: 0, max: 4095 } as const;

export const OBJECTIVE: ParamTable<ObjectiveParams> = {
  objective: {
    kind: 'choice',
    label: phrase('What to raise'),
    symbol: 'J',
    default: 'logit',
    options: [
      ...objectiveOptions('logit', 'log-probability', 'margin'),
      { value: 'channel', label: phrase('A channel of a layer') },
      { value: 'neuron', label: phrase('A neuron of a layer') },
      { value: 'layer', label: phrase('All a layer sees') },
    ],
    live: true,
    advanced: true,
    help: {
      what: phrase(
        'What each step raises: the logit s_y, log P_y or the margin s_y − s_rival of the class; or a channel’s mean, its value in the middle, or half the mean square of a whole layer.',
      ),
      differs: phrase(
        'A huge logit can still lose to a rival class that rose with it (oboe to cornet); margin and log-probability count the rivals. Log-probability stalls once the network is sure. Layers show what is seen on the way to classes.',
      ),
      try: phrase('Logit, as in the course; margin when a rival wins; a channel to look inside.'),
    },
  },
  layer: {
    ...LAYER_PLACE,
    label: phrase('Layer'),
    when: { param: 'objective', is: OF_LAYER },
    help: {
      what: phrase(
        'Which layer: 0 is the last one that still knows where things are, 1 the one before it, and so on.',
      ),
      rises: phrase('Simpler things: from parts of objects to textures, and at last edges and colours.'),
      try: phrase('3.'),
    },
  },
  channel: {
    ...CHANNEL_PLACE,
    label: phrase('Channel'),
    when: { param: 'objective', is: ['channel', 'neuron'] },
    help: {
      what: phrase('Which of the layer’s channels, counted from 0: each looks for something of its own.'),
      rises: phrase('Another channel, in no order.'),
      try: phrase('0, then 1, 2 and so on.'),
    },
  },
  lower: {
    kind: 'boolean',
    label: phrase('Lower it instead'),
    default: false,
    live: true,
    advanced: true,
    when: { param: 'objective', is: OF_LAYER },
    help: {
      what: phrase('Goes down instead of up: shows what the layer is the least excited by.'),
      try: phrase('Off.'),
    },
  },
};
