import { useStore } from 'zustand';
import { networkStore } from '../../page/network/network-store';

/** What a second network is called; null where there is none. */
export function useBesideTitle(id: string | undefined): string | null {
  const rows = useStore(networkStore, (state) => state.rows);
  return id === undefined ? null : (rows.find((row) => row.id === id)?.title ?? id);
}
