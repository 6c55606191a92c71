import { lateCode } from '../../core/records/late-code';
import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { FIRST_VIEW, methodOf } from '../../page/settings/settings-schema';
import { paramsOf } from '../../page/settings/settings-store';
import { FoolingControls } from './FoolingControls';
import { phrase, say } from '../../words/say';

const figure = lateCode(phrase('Saving figures'), () => import('./fooling-figure'));

/** The photo, what it became, and the difference. */
export const fooling: Feature = {
  id: FIRST_VIEW.fooling,
  exercise: 'fooling',
  title: phrase('Fooling'),
  settings: [],
  shelved: 'run',
  place: 'stage',
  ...lateView(phrase('The view “Fooling”'), () => import('./late'), 'stage'),
  figure: async () => (await figure()).foolingFigure(),
  controls: {
    classLabel: (settings) =>
      methodOf(settings, 'fooling').aim(paramsOf(settings, 'fooling')) === 'away'
        ? say('Class to be read no longer')
        : say('Class to be read as'),
    Reading: FoolingControls,
    iterates: true,
  },
};
