import { whenThereArePhotos } from '../../../page/photo/when-there-are-photos';
import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { viewFields } from '../../../page/settings/view-tables';
import { TRAINING_TABLE } from './training-params';
import { setTraining, trainingStore } from './training-store';

/**
 * Keeps the view's own settings in the address, and begins with the photos of the tray where nothing has been made. Returns the
 * function that stops it.
 */
export function followPage(): () => void {
  const unlink = linkViewSettings(trainingStore, TRAINING_TABLE, {
    read: viewFields(TRAINING_TABLE),
    apply: setTraining,
  });
  const leave = whenThereArePhotos(() => {
    if (trainingStore.getState().attempts.length === 0) setTraining({ photoSet: 'opened' });
  });
  return () => {
    leave();
    unlink();
  };
}
