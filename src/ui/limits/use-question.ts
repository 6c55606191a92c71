import { useStore } from 'zustand';
import { imageStore } from '../../stores/image-store';
import { type Question, questionNow } from '../../stores/limits/question';
import { networkStore } from '../../stores/network-store';
import { seesStore } from '../../stores/sees-store';
import { settingsStore } from '../../stores/settings-store';

/** What would be asked now; follows the photo, the network, the class and the method. */
export function useQuestion(): Question | null {
  useStore(imageStore, (state) => state.fitted);
  useStore(networkStore, (state) => state.info);
  useStore(seesStore, (state) => state.reading);
  useStore(settingsStore);
  return questionNow();
}

/** A class's name in the network in use. */
export function useClassName(index: number | undefined): string {
  const classes = useStore(networkStore, (state) => state.info?.classes);
  return index === undefined ? '' : (classes?.[index]?.name ?? `class ${index}`);
}
