import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Fit } from '../../core/records/recipe';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import { toDataUrl } from '../../export/picture-png';
import { lab } from '../lab';
import { classifyPhoto } from '../network/classification-store';
import { fitPhoto, imageStore, openImage } from '../photo/image-store';
import { runAnew } from './run-anew';
import { say } from '../../words/say';

/**
 * Goes on with a run that was cut off, where it stood: the page gets its settings, network and photo back. Throws a LabError where
 * the run, or its network with the same weights, is not to be had; it stays kept then.
 */
export async function resumeRun(id: string): Promise<void> {
  const { checkpoints } = lab();
  const [request, history] = await Promise.all([checkpoints.request(id), checkpoints.history(id)]);
  const { image, fit, from } = request;
  if (!from) return;
  const { recipe } = from;
  await runAnew(request, recipe, {
    checkpoint: id,
    history,
    photo: async (info) => image && photoOf(image, recipe.image, info, fit),
  });
}

/** The page's photo, made the one that a run began with where it is another. */
async function photoOf(
  image: PixelImage,
  name: string | undefined,
  info: NetworkInfo,
  fit: Fit,
): Promise<PixelImage> {
  const { fitted } = imageStore.getState();
  if (fitted && isSame(fitted, image)) return fitted;
  const file = await (await fetch(await toDataUrl(image))).blob();
  await openImage(file, name ?? say('Restored picture'), 1);
  await fitPhoto(info, fit);
  // The page draws a new photo's map by itself, in the task that reads it; this run comes after, and in its place.
  await classifyPhoto();
  await new Promise((resolve) => setTimeout(resolve, 0));
  const now = imageStore.getState().fitted;
  return now && isSame(now, image) ? now : image;
}

function isSame(one: PixelImage, other: PixelImage): boolean {
  return one.data.length === other.data.length && one.data.every((value, i) => value === other.data[i]);
}
