import { useStore } from 'zustand';
import { networkStore } from '../../../../page/network/network-store';
import { runStore } from '../../../../page/run/run-store';
import type { Fooled } from '../store/fooled';
import { smallestStore, subjectNow } from '../store/smallest-store';

/** The picture that is asked about; follows the exercise's run and the choice between it and the smallest change. */
export function useSubject(): Fooled | null {
  useStore(runStore, (state) => state.fooling.result);
  useStore(smallestStore);
  return subjectNow();
}

/** A network's title. */
export function useTitleOf(network: string): string {
  return useStore(
    networkStore,
    ({ rows, lastRead }) =>
      lastRead[network]?.title ?? rows.find(({ id }) => id === network)?.title ?? network,
  );
}
