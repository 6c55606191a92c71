import { readRows } from '../../core/statistics/answers';
import type { Exercise } from '../../methods/catalog/params';
import { networkStore } from './network-store';
import { classificationStore } from './classification-store';
import { methodOf } from '../settings/settings-schema';
import { paramsOf, settingsStore } from '../settings/settings-store';

/** Classes that make a good first try, by name, where the network has them. */
const FIRST_TRY = {
  fooling: ['stingray', 'church', 'golf ball'],
  visualization: ['flamingo', 'golf ball', 'church'],
};

/** The class an exercise works on: the person's choice, else the page's own. */
export function chooseTarget(exercise: Exercise): number {
  const chosen = settingsStore.getState().targets[exercise];
  const known = networkStore.getState().info?.classes.length ?? Infinity;
  return chosen !== null && chosen < known ? chosen : suggestedTarget(exercise);
}

/**
 * The class that the page would choose by itself: the photo's best for saliency and for fooling away from it, a first-try class
 * that the photo is not already read as for fooling towards it, and a first-try class for class visualisation.
 */
export function suggestedTarget(exercise: Exercise): number {
  const classification = classificationStore.getState().classification;
  const best = classification?.top[0]?.index;
  if (exercise === 'saliency' || isLeft(exercise)) return best ?? 0;
  const read = classification
    ? readRows(classification.top, classification.kind).map(({ index }) => index)
    : [];
  const classes = networkStore.getState().info?.classes ?? [];
  for (const name of FIRST_TRY[exercise]) {
    const found = classes.find((label) => label.name.toLowerCase() === name);
    if (found && (exercise === 'visualization' || !read.includes(found.index))) return found.index;
  }
  if (exercise === 'visualization') return best ?? 0;
  return (
    (classification?.top.find(({ index }) => !read.includes(index)) ?? classification?.top[1])?.index ?? 0
  );
}

/** Whether the exercise is fooling the network away from a class. */
function isLeft(exercise: Exercise): boolean {
  if (exercise !== 'fooling') return false;
  const settings = settingsStore.getState();
  return methodOf(settings, exercise).aim(paramsOf(settings, exercise)) === 'away';
}
