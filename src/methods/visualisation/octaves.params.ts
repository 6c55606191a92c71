import type { ParamTable } from '../catalog/params';
import type { ClassVisualisationParams } from './class-visualisation.params';
import { OF_LAYER, raisesLayer } from './objective.params';
import { phrase } from '../../words/say';

export type OctavesParams = {
  readonly octaves: number;
  readonly octaveScale: number;
};

/** Deep dream's sizes. They act where something of a layer is raised: a class is read at the network's own size alone. */
export const OCTAVES: ParamTable<OctavesParams> = {
  octaves: {
    kind: 'number',
    label: phrase('Octaves'),
    default: 1,
    min: 1,
    max: 6,
    step: 1,
    integer: true,
    unit: phrase('sizes'),
    scale: 'linear',
    live: false,
    advanced: true,
    when: { param: 'objective', is: OF_LAYER },
    help: {
      what: phrase(
        'At how many sizes the picture is worked on, the smallest first; what each adds is carried to the next. Each has as many of the iterations.',
      ),
      rises: phrase('Large shapes come first, and small ones grow inside them.'),
      try: phrase('1; 4 for deep dream.'),
    },
  },
  octaveScale: {
    kind: 'number',
    label: phrase('Octave’s scale'),
    default: 1.4,
    min: 1.1,
    max: 2,
    step: 0.1,
    unit: '×',
    scale: 'linear',
    live: false,
    advanced: true,
    when: { param: 'objective', is: OF_LAYER },
    help: {
      what: phrase(
        'How many times as large each size is as the one before. None is smaller than a quarter of the picture.',
      ),
      rises: phrase('Sizes further apart: the first shapes are larger.'),
      try: phrase('1.4.'),
    },
  },
};

/** Whether a picture is worked on at several sizes: a class is read at the network's own alone, and so are several things, or pictures. */
export function isDreamt({
  parameterisation,
  objective,
  octaves,
  also,
  pictures,
}: Pick<
  ClassVisualisationParams,
  'parameterisation' | 'objective' | 'octaves' | 'also' | 'pictures'
>): boolean {
  const isOne = pictures === 1 && also === 'nothing';
  return octaves > 1 && parameterisation === 'pixels' && isOne && raisesLayer(objective);
}
