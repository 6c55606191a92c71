import type { Exercise } from '../../methods/catalog/params';
import { settingsStore } from '../settings/settings-store';
import { channels } from './run-store';

/**
 * Resolves once an exercise's latest frame has been drawn, or need not be waited for: a stride that somebody chose is kept
 * whoever looks. Until then a run without one computes no other frame.
 */
export async function untilSeen(exercise: Exercise): Promise<void> {
  if (settingsStore.getState().frameEvery > 0) return;
  let stop: () => void = () => undefined;
  const strideChosen = new Promise<void>((resolve) => {
    stop = settingsStore.subscribe(({ frameEvery }) => {
      if (frameEvery > 0) resolve();
    });
  });
  await Promise.race([channels[exercise].drawn(), strideChosen]).finally(stop);
}
