import { useStore } from 'zustand';
import { networkStore } from '../../../page/network/network-store';
import { openedPhotos } from '../../../page/photo/opened-photos';
import { settingsStore } from '../../../page/settings/settings-store';
import { boardNetworks } from '../store/board-request';
import { boardStore, type PhotoMeasure } from '../store/board-store';
import { measuresOf, type NetworkSummary, summarise } from '../store/board-summary';
import { type Warning, warningsOf } from '../store/warnings';
import { networkTitle } from './board-words';

/** A network on the board as it stands. */
export interface BoardNetwork {
  readonly id: string;
  readonly title: string;
  readonly measures: readonly PhotoMeasure[];
  readonly summary: NetworkSummary;
  readonly warnings: readonly Warning[];
}

/** The networks that are measured, with what was found so far, kept up with all that it hangs on. */
export function useBoard(): readonly BoardNetwork[] {
  useStore(boardStore);
  useStore(settingsStore);
  useStore(openedPhotos);
  useStore(networkStore);
  return boardNow();
}

/** As `useBoard`, at once. */
export function boardNow(): readonly BoardNetwork[] {
  const state = boardStore.getState();
  const { rows } = networkStore.getState();
  return boardNetworks(state).map((id) => {
    const measures = measuresOf(id, state);
    return {
      id,
      title: networkTitle(id, [...rows, ...Object.values(state.infos)]),
      measures,
      summary: summarise(id, measures, state.epsilon),
      warnings: warningsOf(state.signs[id], measures),
    };
  });
}
