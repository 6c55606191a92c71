import { recipeCaption } from '../../../../export/recipe-words';
import { fileNameOf } from '../../../../export/file-name';
import { plainPng, saveFile } from '../../../../export/picture-png';
import { readSaved } from '../../../../page/run/read-saved';
import { showNotice } from '../../../../panels/notices';
import { savedWords } from '../../../../panels/picture/saved-words';
import type { Fooled } from '../store/fooled';

/** Saves a picture found from an attack's as a picture alone, opens the file again, and says what the network reads in it. */
export async function saveSmallest(found: Fooled): Promise<void> {
  const { image, recipe, targetName } = found;
  const file = await plainPng(image, recipeCaption(recipe));
  saveFile(file, fileNameOf(recipe, 'result', 1));
  const reading = await readSaved(file, found);
  const { title, more } = savedWords(reading, found);
  showNotice(title, more, [reading.best.name, targetName]);
}
