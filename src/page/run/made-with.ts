import { lastParams, type Recipe } from '../../core/records/recipe';
import { valueWords } from '../../export/recipe-words';
import { METHODS } from '../../methods/catalog/catalog';
import type { Exercise, Param, ParamValues } from '../../methods/catalog/params';
import { chooseTarget } from '../network/choose-target';
import { imageStore } from '../photo/image-store';
import { networkStore } from '../network/network-store';
import type { RunView } from './run-store';
import { seesStore } from '../network/sees-store';
import { methodOf, type Settings } from '../settings/settings-schema';
import { paramsOf, settingsStore } from '../settings/settings-store';

/** What would be asked for now. */
export interface Asked extends Pick<Settings, 'seed' | 'fit'> {
  readonly network: string;
  readonly method: string;
  readonly params: ParamValues;
  /** Class index; null where it is not known yet. */
  readonly target: number | null;
}

/** In what a recipe differs from what would be asked for now: the recipe's own values in words, none where it does not. */
export function madeOtherwise(made: Recipe, asked: Asked): string[] {
  const method = METHODS.find(({ id }) => id === made.method);
  const words: string[] = [];
  if (made.network !== asked.network) words.push(made.network);
  if (asked.target !== null && made.target !== asked.target)
    words.push(`“${made.targetName ?? `class ${made.target}`}”`);
  if (made.method !== asked.method) return [...words, method?.title ?? made.method];
  const values = lastParams(made);
  for (const [key, param] of Object.entries<Param>(method?.params ?? {})) {
    const value = values[key] ?? param.default;
    if (value !== (asked.params[key] ?? param.default)) words.push(valueWords(param, value));
  }
  if (method?.drawsAtRandom(values) && made.seed !== asked.seed) words.push(`seed ${made.seed}`);
  return words;
}

/** What an exercise would be asked for now. */
export function askedNow(exercise: Exercise): Asked {
  const settings = settingsStore.getState();
  const known = settings.targets[exercise] !== null || seesStore.getState().reading !== null;
  return {
    network: networkStore.getState().info?.id ?? '',
    method: methodOf(settings, exercise).id,
    params: paramsOf(settings, exercise),
    target: known ? chooseTarget(exercise) : null,
    seed: settings.seed,
    fit: settings.fit,
  };
}

/** In what an exercise's finished run differs from what is chosen now; none while it runs, or where it has none. */
export function runMadeOtherwise(exercise: Exercise, { recipe, phase, input }: RunView): string[] {
  if (!recipe || !['done', 'stopped', 'cancelled'].includes(phase)) return [];
  const { fitted } = imageStore.getState();
  const otherPicture = input !== null && fitted !== null && input !== fitted;
  return [
    ...(otherPicture ? [recipe.image ?? 'another picture'] : []),
    ...madeOtherwise(recipe, askedNow(exercise)),
  ];
}
