import type { StoreApi } from 'zustand/vanilla';
import type { ParamValues } from '../../methods/catalog/params';
import { set, settingsStore } from './settings-store';
import { viewDefaults, type ViewTable } from './view-tables';

/**
 * Keeps a view's own settings in the page's, so that the address holds them. What the address says at the start is applied,
 * and later each follows the other. Returns the function that stops it.
 */
export function linkViewSettings<S, P extends object>(
  store: StoreApi<S>,
  table: ViewTable<P>,
  { read, apply }: { read: (state: S) => P; apply: (values: P) => void },
): () => void {
  const { id } = table;
  const take = (): void => {
    const given = settingsStore.getState().params[id];
    if (!given) return;
    const values = { ...viewDefaults(table), ...given };
    if (!same(values, read(store.getState()))) apply(values);
  };
  take();
  const stops = [
    store.subscribe((state) => {
      const { params } = settingsStore.getState();
      const values = { ...read(state) } as ParamValues;
      if (!same(values, params[id])) set({ params: { ...params, [id]: values } });
    }),
    settingsStore.subscribe((now, before) => {
      if (now.params[id] !== before.params[id]) take();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function same(one: object, other: object = {}): boolean {
  const values = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one).every(([key, value]) => values.get(key) === value);
}
