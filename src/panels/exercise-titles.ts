import type { Exercise } from '../methods/catalog/params';

/** Titles and one plain line each: what an exercise shows. */
export const EXERCISE_TITLES: Readonly<
  Record<Exercise, { readonly title: string; readonly short: string; readonly line: string }>
> = {
  saliency: {
    title: 'Saliency',
    short: 'Saliency',
    line: 'Which pixels would move the score most, if they changed a little?',
  },
  fooling: {
    title: 'Fooling',
    short: 'Fooling',
    line: 'How little must change before the network reads something else?',
  },
  visualization: {
    title: 'Class visualisation',
    short: 'Visualise',
    line: 'What picture would the network call the class, above all others?',
  },
};
