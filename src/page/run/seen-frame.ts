import type { Exercise } from '../../methods/catalog/params';
import { settingsStore } from '../settings/settings-store';
import { channels, runStore } from './run-store';

/**
 * Resolves once an exercise's latest frame has been drawn, or need not be waited for: a stride that somebody chose is kept
 * whoever looks, and a run that stands still has but the frame of where it stands left to tell. Until then a run computes no
 * other frame.
 */
export async function untilSeen(exercise: Exercise): Promise<void> {
  const strideChosen = (): boolean => settingsStore.getState().frameEvery > 0;
  const standsStill = (): boolean => runStore.getState()[exercise].phase === 'paused';
  if (strideChosen() || standsStill()) return;
  const stops: (() => void)[] = [];
  const needless = new Promise<void>((resolve) => {
    const look = (): void => {
      if (strideChosen() || standsStill()) resolve();
    };
    stops.push(settingsStore.subscribe(look), runStore.subscribe(look));
  });
  await Promise.race([channels[exercise].drawn(), needless]).finally(() => {
    for (const stop of stops) stop();
  });
}
