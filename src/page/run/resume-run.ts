import type { PixelImage } from '../../core/pictures/pixel-image';
import { lastParams } from '../../core/records/recipe';
import { LabError } from '../../core/records/lab-error';
import { requireWeights } from '../../engine/page/run-checkpoints';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import { toDataUrl } from '../../export/picture-png';
import { METHODS } from '../../methods/catalog/catalog';
import { iterationsOf } from '../../methods/catalog/iterations';
import { lab } from '../lab';
import { classifyPhoto } from '../network/classification-store';
import { networkStore, openNetwork } from '../network/network-store';
import { fitPhoto, imageStore, openImage } from '../photo/image-store';
import { applyRecipe, settingsStore } from '../settings/settings-store';
import { driveRun } from './drive-run';
import { beginRun } from './run-store';
import { cancelRun, takeTurn } from './start-run';

/**
 * Goes on with a run that was cut off, where it stood: the page gets its settings, network and photo back. Throws a LabError where
 * the run, or its network with the same weights, is not to be had; it stays kept then.
 */
export async function resumeRun(id: string): Promise<void> {
  const request = await lab().checkpoints.request(id);
  const { recipe } = request.from ?? {};
  const method = METHODS.find((entry) => entry.id === request.method);
  if (!recipe || !method) return;
  const info = await openNetworkOf(request.network);
  requireWeights(request, info);
  applyRecipe(recipe);
  const input = request.image && (await photoOf(request.image, recipe.image, info, request.fit));
  cancelRun(method.exercise);
  takeTurn(false);
  const signal = beginRun(method.exercise, {
    phase: 'running',
    step: recipe.steps ?? 0,
    steps: iterationsOf(method.id, lastParams(recipe)) ?? 0,
    target: recipe.target,
    input,
    read: null,
    recipe,
  });
  const { frameEvery } = settingsStore.getState();
  await driveRun(
    method.exercise,
    { ...request, frameEvery },
    { signal, yields: false, paused: false, checkpoint: id },
  );
}

/** A run's network, opened where it is another than the page's. Throws `network-unknown`. */
async function openNetworkOf(id: string): Promise<NetworkInfo> {
  const here = networkStore.getState().info;
  if (here?.id === id) return here;
  const row = lab()
    .networks()
    .find((entry) => entry.id === id);
  const opened = row && row.origin !== 'zoo' ? await openNetwork({ id }, row.title) : null;
  if (opened) return opened;
  throw new LabError(
    'network-unknown',
    `The run needs the network “${id}”, which is not open here.`,
    'Open it, by its file or from the list of networks, then go on.',
  );
}

/** The page's photo, made the one that a run began with where it is another. */
async function photoOf(
  image: PixelImage,
  name: string | undefined,
  { size }: NetworkInfo,
  fit: Parameters<typeof fitPhoto>[1],
): Promise<PixelImage> {
  const { fitted } = imageStore.getState();
  if (fitted && isSame(fitted, image)) return fitted;
  const file = await (await fetch(await toDataUrl(image))).blob();
  await openImage(file, name ?? 'Restored picture', 1);
  await fitPhoto(size, fit);
  // The page draws a new photo's map by itself, in the task that reads it; this run comes after, and in its place.
  await classifyPhoto();
  await new Promise((resolve) => setTimeout(resolve, 0));
  const now = imageStore.getState().fitted;
  return now && isSame(now, image) ? now : image;
}

function isSame(one: PixelImage, other: PixelImage): boolean {
  return one.data.length === other.data.length && one.data.every((value, i) => value === other.data[i]);
}
