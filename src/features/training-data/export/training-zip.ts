import { pictureToPng } from '../../../export/picture-png';
import { createZip } from '../../../export/zip-writer';
import { manifestCsv, manifestJson } from './manifest';
import { readmeText } from './readme-text';
import { trainingFiles, type TrainingSet } from './training-files';

/** What writes a photo of the set as a PNG; a test brings its own. */
type WritePng = typeof pictureToPng;

/**
 * A set of training pictures as a ZIP in ImageFolder's layout, with manifests and a README. Fooled pictures are the very files
 * that were decoded and read again; a photo carries the run of the first attack on it.
 */
export async function trainingZip(set: TrainingSet, write: WritePng = pictureToPng): Promise<Blob> {
  const zip = createZip();
  const files = trainingFiles(set);
  zip.text('README.txt', readmeText(set));
  zip.text('manifest.csv', manifestCsv(set, files));
  zip.text('manifest.json', manifestJson(set, files));
  for (const { path, photo, attempt } of files) {
    const run = attempt ?? set.attempts.find((other) => set.photos[other.photo] === photo);
    if (attempt) await zip.file(path, attempt.png);
    else if (run)
      await zip.file(path, await write(photo.image, { recipe: run.recipe, picture: 'original', scale: 1 }));
  }
  return zip.end();
}
