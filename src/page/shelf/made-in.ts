import type { Exercise } from '../../methods/catalog/params';
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
