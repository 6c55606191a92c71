import { createStore } from 'zustand/vanilla';
import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { viewDefaults, viewFields } from '../../../page/settings/view-tables';
import { type Demonstration, LIMITS_TABLE } from './limit-params';

/** The demonstration on screen. */
export const limitsStore = createStore<{ readonly shown: Demonstration }>(() => viewDefaults(LIMITS_TABLE));

export function showDemonstration(shown: Demonstration): void {
  limitsStore.setState({ shown });
}

/** Keeps the demonstration on screen in the address. Returns the function that stops it. */
export function linkLimits(): () => void {
  return linkViewSettings(limitsStore, LIMITS_TABLE, {
    read: viewFields(LIMITS_TABLE),
    apply: (shown) => limitsStore.setState(shown),
  });
}
