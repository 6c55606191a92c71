import { useStore } from 'zustand';
import type { Exercise } from '../../methods/catalog/params';
import { mapFollows } from '../../page/reactions';
import { imageStore } from '../../page/photo/image-store';
import { openedPhotos } from '../../page/photo/opened-photos';
import { runMadeOtherwise } from '../../page/request/made-otherwise';
import { networkStore } from '../../page/network/network-store';
import { runStore } from '../../page/run/run-store';
import { classificationStore } from '../../page/network/classification-store';
import { settingsStore } from '../../page/settings/settings-store';

/**
 * In what the run an exercise shows differs from what is chosen now, in words for what it was made with; none where it does
 * not, and where the page is about to make it again by itself.
 */
export function useMadeOtherwise(exercise: Exercise): readonly string[] {
  const run = useStore(runStore, (state) => state[exercise]);
  const active = useStore(runStore, (state) => state.active);
  useStore(settingsStore);
  useStore(imageStore, (state) => state.fitted);
  useStore(openedPhotos);
  useStore(networkStore, (state) => state.info);
  useStore(classificationStore, (state) => state.classification);
  if (active === exercise || (exercise === 'saliency' && mapFollows())) return [];
  return runMadeOtherwise(exercise, run);
}
