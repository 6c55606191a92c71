import { createStore } from 'zustand/vanilla';
import { lastParams, type ParamChange, type Recipe } from '../../core/records/recipe';
import type { RunRequest } from '../../engine/protocol/protocol';
import type { MethodInfo } from '../../methods/catalog/method-info';
import type { Exercise, Param, ParamValues } from '../../methods/catalog/params';
import { accepts } from '../../methods/catalog/resolve-params';
import { EXERCISES, methodOf, type Settings } from './settings-schema';

/** A run in a link whose sliders moved: what it began with, what was moved after which step, and where it was stopped. */
type Moves = Pick<RunRequest, 'params' | 'changes' | 'stopAfter'>;

/** What links hold beside settings, by exercise, until their runs have been made. */
export const linkedMoves = createStore<Readonly<Partial<Record<Exercise, string>>>>(() => ({}));

/** A link stays one that mail and chats take whole. */
const LONGEST = 2000;
const [START, END] = ['start', 'end'];

/**
 * What a link says of a run's moves, `start:stepSize=5;110:stepSize=12;end:320`: what was moved as it began, what after which step, and
 * where it was stopped. Empty where nothing was moved, or too much for a link; the settings are as they stood at the end.
 */
export function movesText({ params, changes = [], steps, stopped }: Recipe): string {
  if (changes.length === 0) return '';
  const moved = [...new Set(changes.flatMap((change) => Object.keys(change.params)))];
  const first = Object.fromEntries(moved.map((key) => [key, params[key] ?? '']));
  const text = [
    part(START, first),
    ...changes.map(({ step, params: values }) => part(String(step), values)),
    ...(stopped && steps !== undefined ? [`${END}:${steps}`] : []),
  ].join(';');
  return text.length > LONGEST ? '' : text;
}

function part(name: string, values: ParamValues): string {
  const entries = Object.entries(values).map(([key, value]) => `${key}=${String(value)}`);
  return `${name}:${entries.join(',')}`;
}

/** Whether a link holds moves. */
export function hasMoves(link: string): boolean {
  const given = new URLSearchParams(link.split('#')[1] ?? '');
  return EXERCISES.some((exercise) => given.has(`${exercise}.moves`));
}

/** Reads what a link says of moves: `visualization.moves=...`. */
export function readLinkedMoves(hash: string): void {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const found = EXERCISES.map((exercise) => [exercise, given.get(`${exercise}.moves`) ?? undefined]);
  linkedMoves.setState(Object.fromEntries(found) as Partial<Record<Exercise, string>>, true);
}

/** The run that a link asks for, once: nothing where it holds no moves, or its settings have been changed since. */
export function takeLinkedMoves(exercise: Exercise, settings: Settings): Moves | null {
  const text = linkedMoves.getState()[exercise];
  if (text === undefined) return null;
  linkedMoves.setState({ [exercise]: undefined });
  const method = methodOf(settings, exercise);
  const now = settings.params[method.id];
  const moves = movesOf(method, text);
  if (!now || !moves) return null;
  const params = { ...now, ...moves.first };
  const last = lastParams({ params, changes: moves.changes });
  const isSame = Object.entries(now).every(([key, value]) => last[key] === value);
  return isSame
    ? {
        params,
        changes: moves.changes,
        ...(moves.stopAfter === undefined ? {} : { stopAfter: moves.stopAfter }),
      }
    : null;
}

/** Moves as a link tells them; null where any of it is not what the method allows. */
function movesOf({ params: table }: MethodInfo, text: string) {
  let first: ParamValues = {};
  let stopAfter: number | undefined;
  const changes: ParamChange[] = [];
  for (const entry of text.split(';')) {
    const [name = '', rest = ''] = entry.split(':');
    const step = Number(name === END ? rest : name);
    if (name !== START && !(Number.isInteger(step) && step >= 0)) return null;
    if (name === END) {
      stopAfter = step;
      continue;
    }
    const values = valuesOf(table, rest);
    if (!values) return null;
    if (name === START) first = values;
    else changes.push({ step, params: values });
  }
  return { first, stopAfter, changes };
}

function valuesOf(
  table: Readonly<Record<string, Param>>,
  text: string,
): Record<string, number | boolean | string> | null {
  const values: Record<string, number | boolean | string> = {};
  for (const entry of text.split(',')) {
    const [key = '', written = ''] = entry.split('=');
    const param = Object.hasOwn(table, key) ? table[key] : undefined;
    const value = param && read(param, written);
    if (!param?.live || !accepts(param, value)) return null;
    values[key] = value;
  }
  return values;
}

function read({ kind }: Param, text: string): number | boolean | string {
  if (kind === 'number') return text === '' ? Number.NaN : Number(text);
  return kind === 'boolean' ? text === 'true' : text;
}
