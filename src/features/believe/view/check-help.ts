import type { NumberParam } from '../../../methods/catalog/params';
import { phrase } from '../../../words/say';
import { fixed } from '../../../words/number';

/** The slider of the randomisation check, for a network of so many layers. */
export function layersParam(layers: number): NumberParam {
  return {
    kind: 'number',
    label: phrase('Layers redrawn, from the classifier down'),
    default: 1,
    min: 0,
    max: Math.max(1, layers),
    step: 1,
    integer: true,
    unit: phrase('of {layers}', { layers }),
    scale: 'linear',
    live: true,
    help: {
      what: phrase(
        'How many layers have their weights replaced by noise, counted from the classifier down: normal numbers with the standard deviation of the trained ones, biases zero. The seed chooses them.',
      ),
      rises: phrase(
        'less and less of what the network learnt is left; at the end nothing is. A map that explains the network changes with it.',
      ),
      try: phrase('1: only the classifier is noise. Compare guided backpropagation with Grad-CAM there.'),
    },
  };
}

/** A correlation for a person: two digits, with a true minus; a dash where there is none. */
export function rho(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : fixed(value, 2);
}
