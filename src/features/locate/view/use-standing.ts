import { useStore } from 'zustand';
import { tableStore } from '../store/all-methods';
import { isLocatedNow, type Located } from '../store/locate-store';
import { runStore } from '../../../page/run/run-store';
import { classificationStore } from '../../../page/network/classification-store';
import { methodsFor } from '../../../page/settings/settings-schema';
import { settingsStore } from '../../../page/settings/settings-store';
import { duration } from '../../../ui/numbers/numbers';
import { say, sayWords } from '../../../words/say';

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
    const now = table.now === null ? say('Starting') : sayWords(table.now);
    return { running: true, done: table.done, words: [now, ...timeLeft(table.left)].join(' · ') };
  }
  if (active) {
    const left = timeLeft(stepMs === null || steps === 0 ? null : (steps - step) * stepMs);
    return {
      running: true,
      done: steps > 0 ? step / steps : 0,
      words:
        steps > 1
          ? [say('Drawing the map: {step} of {steps}', { step, steps }), ...left].join(' · ')
          : say('Drawing the map'),
    };
  }
  if (!located) return { running: false, done: null, words: say('Press Locate to draw the map') };
  const { made } = located;
  if (!isLocatedNow(located))
    return { running: false, done: null, words: say('The settings have changed: press Locate') };
  const title = methodsFor('saliency').find(({ id }) => id === made.method)?.title ?? made.method;
  const { length } = located.boxes;
  return {
    running: false,
    done: 1,
    words: say('Done · {method} · {count, plural, one {# box} other {# boxes}}', {
      method: title,
      count: length,
    }),
  };
}

/** How long it will still take, in words; none where that is not known. */
function timeLeft(ms: number | null): readonly string[] {
  return ms === null ? [] : [say('{time} left', { time: duration(ms) })];
}
