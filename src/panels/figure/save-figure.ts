import { LabError } from '../../core/records/lab-error';
import { figurePng } from '../../export/figure/figure-png';
import { saveFile } from '../../export/picture-png';
import { phrase } from '../../words/say';
import type { Feature } from '../feature';
import { shareFile } from './share-file';

/**
 * Saves a view's figure as a PNG, or hands it to another program.
 * @throws LabError `unsupported-image` where there is nothing to save yet, `image-too-large` where it is too large to be drawn.
 */
export async function saveFigure(of: NonNullable<Feature['figure']>, how: 'save' | 'share'): Promise<void> {
  const made = await of();
  if (!made) {
    throw new LabError(
      'unsupported-image',
      phrase('There is no picture to save yet.'),
      phrase('Press Run first.'),
    );
  }
  const file = await figurePng(made.figure, made.record);
  if (how === 'share') await shareFile(file, made.fileName);
  else saveFile(file, made.fileName);
}
