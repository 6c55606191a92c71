import { useStore } from 'zustand';
import { tableStore } from '../store/all-methods';
import { isLocatedNow, type Located } from '../store/locate-store';
import { runStore } from '../../../page/run/run-store';
import { classificationStore } from '../../../page/network/classification-store';
import { methodsFor } from '../../../page/settings/settings-schema';
import { settingsStore } from '../../../page/settings/settings-store';
import { count, duration } from '../../../ui/numbers/numbers';

interface Standing {
  readonly running: boolean;
  readonly done: number | null;
  readonly words: string;
}

/** Where the map or the table stands, in words, for the bar below. */
export function useStanding(located: Located | null): Standing {
  const active = useStore(runStore, (state) => state.active === 'saliency');
  const { step, steps, stepMs } = useStore(runStore, (state) => state.saliency);
  const table = useStore(tableStore);
  useStore(settingsStore);
  useStore(classificationStore);
  if (table.running) {
    const left = table.left === null ? '' : ` · ${duration(table.left)} left`;
    return { running: true, done: table.done, words: `${table.now ?? 'Starting'}${left}` };
  }
  if (active) {
    const left = stepMs === null || steps === 0 ? '' : ` · ${duration((steps - step) * stepMs)} left`;
    return {
      running: true,
      done: steps > 0 ? step / steps : 0,
      words: steps > 1 ? `Drawing the map: ${step} of ${steps}${left}` : 'Drawing the map',
    };
  }
  if (!located) return { running: false, done: null, words: 'Press Locate to draw the map' };
  const { made } = located;
  if (!isLocatedNow(located))
    return { running: false, done: null, words: 'The settings have changed: press Locate' };
  const title = methodsFor('saliency').find(({ id }) => id === made.method)?.title ?? made.method;
  const { length } = located.boxes;
  return { running: false, done: 1, words: `Done · ${title} · ${count(length, 'box', 'boxes')}` };
}
