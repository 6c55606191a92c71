import { useStore } from 'zustand';
import type { NetworkRow } from '../../engine/protocol/protocol';
import { networkStore } from '../../page/network/network-store';

/** What a second network is called; null where there is none. */
export function useBesideTitle(id: string | undefined): string | null {
  return titleOfBeside(
    useStore(networkStore, (state) => state.rows),
    id,
  );
}

/** What a second network is called, by the networks that are known. */
export function titleOfBeside(
  rows: readonly Pick<NetworkRow, 'id' | 'title'>[],
  id: string | undefined,
): string | null {
  return id === undefined ? null : (rows.find((row) => row.id === id)?.title ?? id);
}
