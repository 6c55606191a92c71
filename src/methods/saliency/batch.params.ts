import type { NumberParam } from '../params';

/** The row that says how many pictures go through the network at once. It changes the pace, not the result. */
export function batchOf(pictures: number): NumberParam {
  return {
    kind: 'number',
    label: 'At once',
    default: pictures,
    min: 1,
    max: 8,
    step: 1,
    integer: true,
    unit: '',
    scale: 'linear',
    live: false,
    advanced: true,
    help: {
      what: 'How many pictures go through the network together. The map comes out the same, to rounding.',
      rises:
        'Graphics cards do more work in the same time, and take more memory; the map refines in larger steps.',
      try: `${pictures}; 8 on a strong graphics card.`,
    },
  };
}
