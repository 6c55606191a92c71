import * as v from 'valibot';
import { METHODS } from '../../methods/catalog/catalog';
import { accepts } from '../../methods/catalog/resolve-params';
import type { Param, ParamValue } from '../../methods/catalog/params';
import { VIEW_TABLES } from './view-tables';
import { DEFAULT_SETTINGS, EXERCISES, SettingsSchema, type Settings } from './settings-schema';

const PLAIN = [
  'exercise',
  'sample',
  'network',
  'fit',
  'colourProfile',
  'transparency',
  'seed',
  'frameEvery',
  'saliencyView',
  'signed',
  'channels',
  'colourMap',
  'clip',
  'gamma',
  'keptScale',
  'overlay',
  'mask',
  'amplify',
  'markClipped',
] as const;

/** The address's hash (without `#`) for some settings. Only what differs from the defaults is written. */
export function settingsToHash(settings: Settings): string {
  const hash = new URLSearchParams();
  for (const key of PLAIN) {
    if (settings[key] !== DEFAULT_SETTINGS[key]) hash.set(key, String(settings[key]));
  }
  for (const exercise of EXERCISES) {
    const target = settings.targets[exercise];
    if (target !== null) hash.set(`${exercise}.class`, String(target));
    const method = settings.methods[exercise];
    if (method !== DEFAULT_SETTINGS.methods[exercise]) hash.set(`${exercise}.method`, method);
  }
  for (const [method, values] of Object.entries(settings.params)) {
    for (const [key, value] of Object.entries(values)) {
      if (value !== DEFAULT_SETTINGS.params[method]?.[key]) hash.set(`${method}.${key}`, String(value));
    }
  }
  return hash.toString();
}

/** Settings from a hash. Unknown keys and values out of range are ignored, one by one; the rest is kept. */
export function settingsFromHash(hash: string): Settings {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  let settings = DEFAULT_SETTINGS;
  const accept = (candidate: unknown): void => {
    const parsed = v.safeParse(SettingsSchema, candidate);
    if (parsed.success) settings = parsed.output;
  };
  for (const key of PLAIN) {
    const text = given.get(key);
    if (text !== null) accept({ ...settings, [key]: readAs(text, DEFAULT_SETTINGS[key]) });
  }
  for (const exercise of EXERCISES) {
    const text = given.get(`${exercise}.class`);
    if (text) accept({ ...settings, targets: { ...settings.targets, [exercise]: Number(text) } });
    const method = given.get(`${exercise}.method`);
    if (method) accept({ ...settings, methods: { ...settings.methods, [exercise]: method } });
  }
  for (const method of [...METHODS, ...VIEW_TABLES]) {
    for (const [key, entry] of Object.entries<Param>(method.params)) {
      const text = given.get(`${method.id}.${key}`);
      if (text === null) continue;
      const value = readAs(text, entry.default);
      if (!accepts(entry, value)) continue;
      const values = { ...settings.params[method.id], [key]: value };
      accept({ ...settings, params: { ...settings.params, [method.id]: values } });
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
