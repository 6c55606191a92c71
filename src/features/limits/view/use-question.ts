import { useState } from 'react';
import { useStore } from 'zustand';
import { imageStore } from '../../../page/photo/image-store';
import { type Question, questionNow } from '../store/question';
import { networkStore } from '../../../page/network/network-store';
import { classificationStore } from '../../../page/network/classification-store';
import { sameRequest } from '../../../page/request/same-request';
import { settingsStore } from '../../../page/settings/settings-store';
import { say } from '../../../words/say';

/** What would be asked now; follows the photo, the network, the class and the method. */
export function useQuestion(): Question | null {
  useStore(imageStore, (state) => state.fitted);
  useStore(networkStore, (state) => state.info);
  useStore(classificationStore, (state) => state.classification);
  useStore(settingsStore);
  return questionNow();
}

/** What would be asked now, as the same object for as long as its maps are the same. */
export function useSameQuestion(): Question | null {
  const now = useQuestion();
  const [kept, setKept] = useState(now);
  if (sameRequest(kept, now)) return kept;
  setKept(now);
  return now;
}

/** A class's name in the network in use. */
export function useClassName(index: number | undefined): string {
  const classes = useStore(networkStore, (state) => state.info?.classes);
  return index === undefined ? '' : (classes?.[index]?.name ?? say('class {index}', { index }));
}
