import type { StoreApi } from 'zustand/vanilla';
import type { ParamValues } from '../../methods/catalog/params';
import { set, settingsStore } from './settings-store';
import type { ViewTableId } from './view-tables';

/**
 * Keeps a view's own settings in the page's, so that the address holds them. What the address says at the start is applied,
 * and later each follows the other.
 */
export function linkView<S>(
  store: StoreApi<S>,
  id: ViewTableId,
  { read, apply }: { read: (state: S) => ParamValues; apply: (values: ParamValues) => void },
): void {
  const take = (): void => {
    const values = settingsStore.getState().params[id];
    if (values && !same(values, read(store.getState()))) apply(values);
  };
  take();
  store.subscribe((state) => {
    const { params } = settingsStore.getState();
    const values = read(state);
    if (!same(values, params[id])) set({ params: { ...params, [id]: values } });
  });
  settingsStore.subscribe((now, before) => {
    if (now.params[id] !== before.params[id]) take();
  });
}

function same(one: ParamValues, other: ParamValues | undefined): boolean {
  return Object.entries(one).every(([key, value]) => other?.[key] === value);
}
