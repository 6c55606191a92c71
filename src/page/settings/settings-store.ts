import { defaultParams } from '../../methods/catalog/resolve-params';
import { createStore } from 'zustand/vanilla';
import { AS_PILLOW } from '../../core/records/decoding';
import { lastParams, type Recipe } from '../../core/records/recipe';
import { METHODS } from '../../methods/catalog/catalog';
import type { Exercise, ParamValue, ParamValues, Preset } from '../../methods/catalog/params';
import { replayOf } from './run-recipe';
import { DEFAULT_SETTINGS, methodOf, methodsFor, presetParams, type Settings } from './settings-schema';

/** Every setting, and nothing else: what the address's hash holds. */
export const settingsStore = createStore<Settings>(() => DEFAULT_SETTINGS);

export function set(patch: Partial<Settings>): void {
  settingsStore.setState(patch);
}

export function setTarget(exercise: Exercise, target: number | null): void {
  set({ targets: { ...settingsStore.getState().targets, [exercise]: target } });
}

/** Chooses the method an exercise runs. An id that is none of its methods is ignored. */
export function setMethod(exercise: Exercise, id: string): void {
  if (!methodsFor(exercise).some((method) => method.id === id)) return;
  set({ methods: { ...settingsStore.getState().methods, [exercise]: id } });
}

export function setParam(methodId: string, key: string, value: ParamValue): void {
  const { params } = settingsStore.getState();
  set({ params: { ...params, [methodId]: { ...params[methodId], [key]: value } } });
}

/** Puts a preset's numbers in, over the method's defaults. */
export function applyPreset(methodId: string, values: Preset['values']): void {
  const method = METHODS.find((entry) => entry.id === methodId);
  if (!method) return;
  const { params } = settingsStore.getState();
  set({ params: { ...params, [methodId]: presetParams(method, values) } });
}

/** The current values of an exercise's method. */
export function paramsOf(settings: Settings, exercise: Exercise): ParamValues {
  const method = methodOf(settings, exercise);
  return settings.params[method.id] ?? defaultParams(method.params);
}

/**
 * Puts a recipe's settings on the page: method, parameters as they stood at the end, target, seed and fit. Values out of range
 * keep their default. The exercise on screen is the recipe's then, unless it is to stay.
 */
export function applyRecipe(recipe: Recipe, stay = false): void {
  const method = METHODS.find((entry) => entry.id === recipe.method);
  if (!method) return;
  const { params, changes = [] } = replayOf(recipe);
  applyPreset(method.id, lastParams({ params, changes: [...changes] }));
  if (!stay) set({ exercise: method.exercise });
  set({ network: recipe.network, seed: recipe.seed, fit: recipe.fit });
  const { colourProfile = AS_PILLOW.colourProfile, transparency = AS_PILLOW.transparency } = recipe;
  set({ colourProfile, transparency });
  if (method.exercise === 'fooling') set({ beside: recipe.beside?.network ?? '' });
  setMethod(method.exercise, method.id);
  setTarget(method.exercise, recipe.target);
}
