import { createStore } from 'zustand/vanilla';

/** The two demonstrations: a photo made weaker, and a straight line beside the curve. */
export const DEMONSTRATIONS = ['contrast', 'line'] as const;
export type Demonstration = (typeof DEMONSTRATIONS)[number];

/** The demonstration on screen. */
export const limitsStore = createStore<{ readonly shown: Demonstration }>(() => ({ shown: 'contrast' }));

export function showDemonstration(shown: Demonstration): void {
  limitsStore.setState({ shown });
}
