import { pictureOf } from '../canvas/exercise-pictures';
import type { Frame } from '../core/frame';
import type { Recipe } from '../core/recipe';
import { fileNameOf } from '../export/file-name';
import { pictureToPng, saveFile, toDataUrl } from '../export/picture-png';
import type { PictureKind } from '../export/run-record';
import { LabError } from '../core/lab-error';
import type { Exercise } from '../methods/params';
import { imageStore } from './image-store';
import { networkStore } from './network-store';
import { channels, runStore } from './run-store';
import { methodOf } from './settings-schema';
import { paramsOf, settingsStore } from './settings-store';

/** The recipe of what an exercise shows now: the kept result's own, or the settings' while a run is under way. */
function recipeOf(exercise: Exercise, frame: Frame | null): Recipe {
  const run = runStore.getState()[exercise];
  if (run.result) return run.result.recipe;
  const { info } = networkStore.getState();
  const settings = settingsStore.getState();
  const target = run.target ?? 0;
  const name = info?.classes[target]?.name;
  const { photo } = imageStore.getState();
  return {
    version: 1,
    network: info?.id ?? '',
    method: methodOf(exercise).id,
    params: { ...paramsOf(settings, exercise) },
    target,
    seed: settings.seed,
    fit: settings.fit,
    steps: frame?.step ?? 0,
    ...(name ? { targetName: name } : {}),
    ...(photo ? { image: photo.name.slice(0, 200) } : {}),
  };
}

/** Saves one picture of the stage as a PNG that carries its run. `frame` is given for pictures of the film strip. */
export async function savePicture(
  exercise: Exercise,
  kind: PictureKind,
  scale: number,
  frame: Frame | null = channels[exercise].latest(),
): Promise<void> {
  const { input } = runStore.getState()[exercise];
  const picture = pictureOf(kind, { frame, input, reading: settingsStore.getState() });
  if (!picture) {
    throw new LabError('unsupported-image', 'There is no picture to save yet.', 'Press Run first.');
  }
  const recipe = recipeOf(exercise, frame);
  const blob = await pictureToPng(picture, {
    recipe: kind === 'frame' && frame ? { ...recipe, steps: frame.step } : recipe,
    picture: kind,
    scale,
    ...(input ? { input: await toDataUrl(input) } : {}),
  });
  saveFile(blob, fileNameOf(recipe, kind, scale));
}
