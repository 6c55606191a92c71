/** A picture that stands for "nothing there". */
export type Baseline = 'black' | 'white' | 'grey' | 'blurred' | 'noise';

export const BASELINE_LABELS: Readonly<Record<Baseline, string>> = {
  black: 'black',
  white: 'white',
  grey: 'mean grey',
  blurred: 'the picture, blurred',
  noise: 'random noise',
};
