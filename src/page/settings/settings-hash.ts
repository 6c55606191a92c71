import * as v from 'valibot';
import { METHODS } from '../../methods/catalog/catalog';
import { accepts, defaultParams, unsaidParams } from '../../methods/catalog/resolve-params';
import type { Param, ParamValue } from '../../methods/catalog/params';
import { DEFAULT_SETTINGS, EXERCISES, SettingsSchema, type Settings } from './settings-schema';
import type { ViewTable } from './view-tables';
import { viewTables } from './views';

/** Settings that are tables; the address names their entries one by one. */
const TABLES = ['methods', 'targets', 'params'] as const;
type PlainKey = Exclude<keyof Settings, (typeof TABLES)[number]>;

/** Settings of one value each, by their own names: whatever else the schema holds, so that none is lost from links. */
const PLAIN = Object.keys(SettingsSchema.entries).filter(
  (key): key is PlainKey => !TABLES.some((table) => table === key),
);
const PLAIN_DEFAULTS: Readonly<Record<PlainKey, ParamValue | null>> = DEFAULT_SETTINGS;

/** Every table of settings: the methods', then the views'. */
const tables = (): readonly ViewTable[] => [...METHODS, ...viewTables()];

/** What the page opens with where the address says nothing, the views' own settings too. */
function defaultSettings(): Settings {
  const params = tables().map((table) => [table.id, defaultParams(table.params)]);
  return { ...DEFAULT_SETTINGS, params: Object.fromEntries(params) as Settings['params'] };
}

/** The table of the method that the page shows with some settings: a link to it is a link to what it makes. */
function isShown({ exercise, methods }: Settings, id: string): boolean {
  return methods[exercise] === id;
}

/**
 * The address's hash (without `#`) for some settings. Only what differs from the defaults is written; of the method that is
 * shown, what differs from what a link means that does not say it.
 */
export function settingsToHash(settings: Settings): string {
  const hash = new URLSearchParams();
  for (const key of PLAIN) {
    if (settings[key] !== PLAIN_DEFAULTS[key]) hash.set(key, String(settings[key]));
  }
  for (const exercise of EXERCISES) {
    const target = settings.targets[exercise];
    if (target !== null) hash.set(`${exercise}.class`, String(target));
    const method = settings.methods[exercise];
    if (method !== DEFAULT_SETTINGS.methods[exercise]) hash.set(`${exercise}.method`, method);
  }
  for (const { id, params } of tables()) {
    const unsaid = isShown(settings, id) ? unsaidParams(params) : defaultParams(params);
    for (const [key, value] of Object.entries(settings.params[id] ?? {})) {
      if (value !== unsaid[key]) hash.set(`${id}.${key}`, String(value));
    }
  }
  return hash.toString();
}

/** Settings from a hash. Unknown keys and values out of range are ignored, one by one; the rest is kept. */
export function settingsFromHash(hash: string): Settings {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  let settings = defaultSettings();
  const accept = (candidate: unknown): void => {
    const parsed = v.safeParse(SettingsSchema, candidate);
    if (parsed.success) settings = parsed.output;
  };
  for (const key of PLAIN) {
    const text = given.get(key);
    if (text !== null) accept({ ...settings, [key]: readAs(text, PLAIN_DEFAULTS[key]) });
  }
  for (const exercise of EXERCISES) {
    const text = given.get(`${exercise}.class`);
    if (text) accept({ ...settings, targets: { ...settings.targets, [exercise]: Number(text) } });
    const method = given.get(`${exercise}.method`);
    if (method) accept({ ...settings, methods: { ...settings.methods, [exercise]: method } });
  }
  // One that names no more than where to begin was written by hand: it has no older page's numbers in mind.
  const isMade = [...given.keys()].some((key) => key !== 'exercise' && key !== 'lang');
  for (const { id, formerly, params } of tables()) {
    for (const [key, entry] of Object.entries<Param>(params)) {
      const text = given.get(`${id}.${key}`) ?? given.get(`${formerly ?? id}.${key}`);
      if (text === null && !(isMade && isShown(settings, id) && entry.before !== undefined)) continue;
      const value = text === null ? entry.before : readAs(text, entry.default);
      if (!accepts(entry, value)) continue;
      accept({ ...settings, params: { ...settings.params, [id]: { ...settings.params[id], [key]: value } } });
    }
  }
  return settings;
}

/** A setting's text as what its default is; where that is nothing, as a number. */
function readAs(text: string, like: ParamValue | null): ParamValue {
  if (typeof like === 'number' || like === null) return text.trim() === '' ? Number.NaN : Number(text);
  if (typeof like === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
