import { pictureOf } from '../../canvas/exercise-pictures';
import type { Frame } from '../../core/records/frame';
import type { PixelImage } from '../../core/pictures/pixel-image';
import { recipeAt, type Recipe } from '../../core/records/recipe';
import { fileNameOf } from '../../export/file-name';
import { pictureToPng, saveFile, toDataUrl } from '../../export/picture-png';
import type { PictureKind } from '../../export/run-record';
import { LabError } from '../../core/records/lab-error';
import type { Exercise } from '../../methods/catalog/params';
import { heldFrame } from './held-frame';
import { channels, runStore } from './run-store';
import { settingsStore } from '../settings/settings-store';
import { phrase } from '../../words/say';

/** What has been saved. */
export interface SavedPicture {
  readonly file: Blob;
  /** Its pixels, each once. */
  readonly picture: PixelImage;
  readonly recipe: Recipe;
}

/** Saves one picture of the stage as a PNG that carries its run; `frame` is the one on the stage. */
export async function savePicture(
  exercise: Exercise,
  kind: PictureKind,
  scale: number,
  frame: Frame | null = heldFrame(exercise) ?? channels[exercise].latest(),
): Promise<SavedPicture> {
  const { input, recipe, result } = runStore.getState()[exercise];
  const picture = pictureOf(kind, { frame, input, reading: settingsStore.getState() });
  if (!picture || !recipe) {
    throw new LabError(
      'unsupported-image',
      phrase('There is no picture to save yet.'),
      phrase('Press Run first.'),
    );
  }
  const file = await pictureToPng(picture, {
    recipe: recipeAt(recipe, frame?.step ?? 0, result !== null),
    picture: kind,
    scale,
    ...(input ? { input: await toDataUrl(input) } : {}),
  });
  saveFile(file, fileNameOf(recipe, kind, scale));
  return { file, picture, recipe };
}
