import type { Exercise } from '../../methods/catalog/params';
import { FIRST_VIEW } from '../settings/settings-schema';
import { settingsStore } from '../settings/settings-store';
import { VIEW_SETTING, viewNamed } from '../settings/views';
import type { MadeIn } from './shelve';

/** The view of an exercise that is chosen now, with its own settings, as a card holds them. */
export function madeInNow(exercise: Exercise, view?: string): MadeIn {
  const settings = settingsStore.getState();
  const id = view ?? settings[VIEW_SETTING[exercise]];
  const tables = viewNamed(id)?.settings ?? [];
  const viewSettings = tables.flatMap((table) => {
    const values = settings.params[table.id];
    return values ? [[table.id, { ...values }] as const] : [];
  });
  return { exercise, view: id, viewSettings: Object.fromEntries(viewSettings) };
}

/** The same for an exercise's own run: where it is nowhere to be seen in the view that is chosen, its first view. */
export function runMadeInNow(exercise: Exercise): MadeIn {
  const chosen = viewNamed(settingsStore.getState()[VIEW_SETTING[exercise]]);
  return madeInNow(exercise, chosen?.ownMaps ? FIRST_VIEW[exercise] : undefined);
}
