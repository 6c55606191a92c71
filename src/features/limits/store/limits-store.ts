import { createStore } from 'zustand/vanilla';
import { linkView } from '../../../page/settings/link-view';

/** The two demonstrations: a photo made weaker, and a straight line beside the curve. */
export const DEMONSTRATIONS = ['contrast', 'line'] as const;
export type Demonstration = (typeof DEMONSTRATIONS)[number];

/** The demonstration on screen. */
export const limitsStore = createStore<{ readonly shown: Demonstration }>(() => ({ shown: 'contrast' }));

export function showDemonstration(shown: Demonstration): void {
  limitsStore.setState({ shown });
}

linkView(limitsStore, 'limits', {
  read: ({ shown }) => ({ shown }),
  apply: ({ shown }) => limitsStore.setState({ shown: shown as Demonstration }),
});
