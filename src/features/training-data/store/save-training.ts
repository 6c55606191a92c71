import { joined } from '../../../export/file-name';
import { saveFile } from '../../../export/picture-png';
import { LabError } from '../../../core/records/lab-error';
import { trainingZip } from '../export/training-zip';
import { trainingStore } from './training-store';
import { phrase } from '../../../words/say';

/** Saves the set as a ZIP. Throws `unsupported-image` where nothing has been made. */
export async function saveTraining(): Promise<void> {
  const { subject, photos, attempts } = trainingStore.getState();
  const [first] = attempts;
  if (!subject || !first) {
    throw new LabError(
      'unsupported-image',
      phrase('There are no pictures to save yet.'),
      phrase('Make some first.'),
    );
  }
  const { network } = subject;
  saveFile(
    await trainingZip({ network, photos, attempts }),
    `${joined(['training-data', first.recipe.method, network.id])}.zip`,
  );
}
