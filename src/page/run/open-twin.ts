import type { NetworkRow } from '../../engine/protocol/protocol';
import type { Exercise } from '../../methods/catalog/params';
import { chooseTarget, suggestedTarget } from '../network/choose-target';
import { classifyPhoto } from '../network/classification-store';
import { networkStore, openNetwork } from '../network/network-store';
import { fitPhoto } from '../photo/image-store';
import { settingsStore, setTarget } from '../settings/settings-store';
import { runStore } from './run-store';
import { startRun } from './start-run';

/**
 * Uses one of two twins in the other's place: same photo, same class, same settings and seed. What the exercise on screen has
 * made, or was making, is made again. The network before stays where loading fails.
 */
export async function openTwin({ id, title }: NetworkRow): Promise<void> {
  const { exercise, targets, fit } = settingsStore.getState();
  const again = hasBegun(exercise);
  const followed = targets[exercise] === null;
  // The twin reads the photo otherwise: a class left to the page might be another one.
  const target = chooseTarget(exercise);
  setTarget(exercise, target);
  const info = await openNetwork({ id }, title);
  if (info) {
    // With the network the photo is fitted again, and what was made of it before is forgotten: the run comes after.
    await fitPhoto(info, fit);
    // Where that fails, the page, which reads the photo too, says so; so does the run.
    await classifyPhoto().catch(() => null);
  }
  // Where the page would choose the same class for the twin, it follows what is seen as before.
  const { targets: now, exercise: shown } = settingsStore.getState();
  if (followed && now[exercise] === target && suggestedTarget(exercise) === target) setTarget(exercise, null);
  // A map is drawn anew by itself.
  if (!info || !again || exercise === 'saliency') return;
  if (networkStore.getState().info === info && shown === exercise) await startRun(exercise);
}

function hasBegun(exercise: Exercise): boolean {
  const { phase } = runStore.getState()[exercise];
  return phase === 'running' || phase === 'paused' || phase === 'done' || phase === 'stopped';
}
