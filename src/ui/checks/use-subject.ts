import { useStore } from 'zustand';
import { imageStore } from '../../stores/image-store';
import { networkStore } from '../../stores/network-store';
import { seesStore } from '../../stores/sees-store';
import { settingsStore } from '../../stores/settings-store';
import { presentSubject, type Subject } from '../../stores/checks/subject';

/** What would be tested now; follows the photo, the network, the class and the method. */
export function useSubject(): Subject | null {
  useStore(imageStore, (state) => state.fitted);
  useStore(networkStore, (state) => state.info);
  useStore(seesStore, (state) => state.reading);
  useStore(settingsStore);
  return presentSubject();
}
