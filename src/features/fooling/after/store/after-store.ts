import { createStore } from 'zustand/vanilla';
import { linkViewSettings } from '../../../../page/settings/link-view-settings';
import { viewDefaults, viewFields } from '../../../../page/settings/view-tables';
import { AFTER_TABLE, type AfterSection } from './after-settings';

/** The question on screen. */
export const afterStore = createStore<{ readonly section: AfterSection }>(() => viewDefaults(AFTER_TABLE));

export function showAfter(section: AfterSection): void {
  afterStore.setState({ section });
}

/** Keeps the question on screen in the address. Returns the function that stops it. */
export function linkAfter(): () => void {
  return linkViewSettings(afterStore, AFTER_TABLE, {
    read: viewFields(AFTER_TABLE),
    apply: (section) => afterStore.setState(section),
  });
}
