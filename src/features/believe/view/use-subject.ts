import { useStore } from 'zustand';
import { imageStore } from '../../../page/photo/image-store';
import { networkStore } from '../../../page/network/network-store';
import { classificationStore } from '../../../page/network/classification-store';
import { settingsStore } from '../../../page/settings/settings-store';
import { presentSubject, type Subject } from '../store/subject';

/** What would be tested now; follows the photo, the network, the class and the method. */
export function useSubject(): Subject | null {
  useStore(imageStore, (state) => state.fitted);
  useStore(networkStore, (state) => state.info);
  useStore(classificationStore, (state) => state.classification);
  useStore(settingsStore);
  return presentSubject();
}
