import { FIRST_VIEW } from '../../page/settings/settings-schema';
import { lateCode } from '../../core/records/late-code';
import { lateView } from '../../panels/boundary/late-view';
import type { Feature } from '../../panels/feature';
import { keepQueue } from './queue/queue-store';
import { phrase, say } from '../../words/say';

const figure = lateCode(phrase('Saving figures'), () => import('./visualisation-figure'));

/** The picture that a class is. */
export const visualisation: Feature = {
  id: FIRST_VIEW.visualization,
  exercise: 'visualization',
  title: phrase('Class visualisation'),
  settings: [],
  shelved: 'run',
  place: 'stage',
  follow: keepQueue,
  ...lateView(phrase('The view “Class visualisation”'), () => import('./late'), 'stage'),
  figure: async () => (await figure()).visualisationFigure(),
  controls: { classLabel: () => say('Class to show'), iterates: true },
};
