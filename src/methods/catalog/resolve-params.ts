import { LabError } from '../../core/records/lab-error';
import type { MethodInfo } from './method-info';
import type { Param, ParamValue, ParamValues, Preset } from './params';
import type { Words } from '../../words/message';
import { phrase, sayWords } from '../../words/say';

/** Default values of a table: a method's, or a view's. */
export function defaultParams(table: Readonly<Record<string, Param>>): ParamValues {
  return Object.fromEntries(Object.entries(table).map(([key, param]) => [key, param.default]));
}

/** The values that a recipe had in mind which says nothing of them: from before their rows were there, or left out since. */
export function unsaidParams(table: Readonly<Record<string, Param>>): ParamValues {
  return Object.fromEntries(
    Object.entries(table).map(([key, param]) => [key, param.before ?? param.default]),
  );
}

/**
 * Every parameter of a method: its defaults, overlaid by the preset that `given.preset` names (by id or title, upper or
 * lower case), overlaid by the rest of `given`. Throws `bad-parameter` naming the key, what was expected and what came;
 * nothing is clamped in silence.
 */
export function resolveParams(info: MethodInfo, given: Readonly<Record<string, unknown>> = {}): ParamValues {
  const { preset, ...overrides } = given;
  const values: Record<string, ParamValue> = { ...defaultParams(info.params) };
  Object.assign(values, preset === undefined ? {} : presetOf(info, preset).values);
  const called = aliasesOf(info);
  for (const [name, value] of Object.entries(overrides)) {
    if (value === undefined) continue;
    const key = called.get(name) ?? name;
    const param = Object.hasOwn(info.params, key) ? info.params[key] : undefined;
    if (!param)
      throw refuse(
        info,
        key,
        phrase('one of {names}', { names: Object.keys(info.params).join(', ') }),
        phrase('no such parameter'),
      );
    if (!accepts(param, value)) throw refuse(info, key, expected(param), show(value));
    values[key] = value;
  }
  return values;
}

/** The key of a parameter by its name, or by the other name that scripts may give it; null where there is none such. */
export function paramKey(info: MethodInfo, name: string): string | null {
  const key = aliasesOf(info).get(name) ?? name;
  return Object.hasOwn(info.params, key) ? key : null;
}

/** Keys by the other names that scripts may give them. */
function aliasesOf({ params }: MethodInfo): ReadonlyMap<string, string> {
  const rows = Object.entries<Param>(params);
  return new Map(rows.flatMap(([key, { alias }]) => (alias === undefined ? [] : [[alias, key]])));
}

/** The preset of this id or title. Throws `bad-parameter` where the method has none such. */
export function presetOf(info: MethodInfo, name: unknown): Preset {
  const wanted = String(name).toLowerCase();
  const found = info.presets.find(({ id, title }) => [id, sayWords(title).toLowerCase()].includes(wanted));
  if (!found) {
    const known = info.presets.map(({ id }) => id).join(', ') || phrase('no preset: this method has none');
    throw refuse(info, 'preset', known, show(name));
  }
  return found;
}

/**
 * Whether a parameter of a table acts where the others have these values: where the one it hangs on has one of those that it asks
 * for, and acts itself. Also where that one is not among them.
 */
export function acts({ when }: Param, values: ParamValues, table: Readonly<Record<string, Param>>): boolean {
  const value = when && values[when.param];
  if (!when || value === undefined) return true;
  const other = table[when.param];
  return when.is.includes(value) && (!other || acts(other, values, table));
}

/** Whether a value is one the parameter's row allows. */
export function accepts(param: Param, value: unknown): value is ParamValue {
  switch (param.kind) {
    case 'number':
      return (
        typeof value === 'number' &&
        value >= param.min &&
        value <= param.max &&
        (!param.integer || Number.isInteger(value))
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return param.options.some((option) => option.value === value);
    case 'colour':
      return typeof value === 'string' && /^#[0-9a-f]{6}$/u.test(value);
    case 'text':
      return typeof value === 'string' && value.length <= param.longest;
    default:
      return param satisfies never;
  }
}

function expected(param: Param): Words {
  switch (param.kind) {
    case 'number':
      return param.integer
        ? phrase('a whole number from {min} to {max}', { min: String(param.min), max: String(param.max) })
        : phrase('a number from {min} to {max}', { min: String(param.min), max: String(param.max) });
    case 'boolean':
      return phrase('true or false');
    case 'choice':
      return param.options
        .map(({ value }): Words => show(value))
        .reduce((before, value) => phrase('{before} or {value}', { before, value }));
    case 'colour':
      return phrase('a colour like “#ffb000”');
    case 'text':
      return phrase('a text of at most {count} letters', { count: String(param.longest) });
    default:
      return param satisfies never;
  }
}

function show(value: unknown): Words {
  return typeof value === 'string' ? phrase('“{text}”', { text: value }) : String(value);
}

function refuse(info: MethodInfo, key: string, wanted: Words, got: Words): LabError {
  return new LabError(
    'bad-parameter',
    phrase('{method}: “{key}” cannot be used. Expected {wanted}; got {got}.', {
      method: info.title,
      key,
      wanted,
      got,
    }),
    phrase('Correct the value, or leave it out to use the default.'),
  );
}

/** Those of some values that the method's table allows. */
export function acceptedParams(
  { params }: Pick<MethodInfo, 'params'>,
  given: Readonly<Record<string, unknown>>,
): ParamValues {
  const known: Record<string, ParamValue> = {};
  for (const [key, value] of Object.entries(given)) {
    const param = Object.hasOwn(params, key) ? params[key] : undefined;
    if (param && accepts(param, value)) known[key] = value;
  }
  return known;
}
