import type { NumberParam } from '../../catalog/params';
import { phrase } from '../../../words/say';

/** Forward passes that take about as long as a gradient. */
export const FORWARDS_PER_GRADIENT = 3;

/** The row that says how many pictures go through the network at once. It changes the pace, not the result. */
export function picturesAtOnce(): NumberParam {
  return {
    kind: 'number',
    label: phrase('At once'),
    default: 0,
    min: 0,
    max: 8,
    step: 1,
    integer: true,
    unit: '',
    scale: 'linear',
    live: false,
    advanced: true,
    help: {
      what: phrase(
        'How many pictures go through the network together; 0 leaves it to the page, which measures what is fastest on this device. The map comes out the same, to rounding.',
      ),
      rises: phrase(
        'Graphics cards do more work in the same time, and take more memory; the map refines in larger steps.',
      ),
      try: phrase('0; 1 to see the map grow sample by sample.'),
    },
  };
}
