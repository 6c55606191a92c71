import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { viewFields } from '../../../page/settings/view-tables';
import { TRAINING_TABLE } from './training-params';
import { setTraining, trainingStore } from './training-store';

/** Keeps the view's own settings in the address. Returns the function that stops it. */
export function followPage(): () => void {
  return linkViewSettings(trainingStore, TRAINING_TABLE, {
    read: viewFields(TRAINING_TABLE),
    apply: setTraining,
  });
}
