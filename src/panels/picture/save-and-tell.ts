import type { PictureKind } from '../../export/run-record';
import { METHODS } from '../../methods/catalog/catalog';
import type { Exercise } from '../../methods/catalog/params';
import { lastParams } from '../../core/records/recipe';
import { type FooledPicture, readSaved } from '../../page/run/read-saved';
import { type SavedPicture, savePicture } from '../../page/run/save-picture';
import { showNotice } from '../notices';
import { savedWords } from './saved-words';

/**
 * Saves a picture of the stage. A changed picture's file is opened again and read by the network before anything is said of
 * it, so that what is said is of the file.
 */
export async function saveAndTell(exercise: Exercise, kind: PictureKind, scale: number): Promise<void> {
  const saved = await savePicture(exercise, kind, scale);
  const fooled = kind === 'result' ? fooledPicture(saved) : null;
  if (!fooled) return;
  const reading = await readSaved(saved.file, fooled);
  const { title, more } = savedWords(reading, fooled);
  showNotice(title, more, [reading.best.name, fooled.targetName]);
}

/** Of what has been saved, the picture that was to fool a network; null for those of the other exercises. */
function fooledPicture({ picture, recipe }: SavedPicture): FooledPicture | null {
  const method = METHODS.find(({ id }) => id === recipe.method);
  if (method?.exercise !== 'fooling') return null;
  const { network, fit, target, targetName = `class ${target}` } = recipe;
  return { image: picture, network, fit, target, targetName, aim: method.aim(lastParams(recipe)) };
}
