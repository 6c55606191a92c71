import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, EXERCISES, methodsFor } from '../../../src/page/settings/settings-schema';
import { controlsOf, FEATURES } from '../../../src/shell/features';

it.each(EXERCISES)('the first view of %s says what its settings are, and no other does', (exercise) => {
  const { classLabel, iterates } = controlsOf(exercise);
  expect(classLabel(DEFAULT_SETTINGS)).toMatch(/^Class to /);
  const views = FEATURES.filter((feature) => feature.exercise === exercise);
  expect(views.filter(({ controls }) => controls)).toHaveLength(1);
  // A method that goes a long way says which of its numbers is how far.
  expect(methodsFor(exercise).map((method) => 'iterations' in method)).toEqual(
    methodsFor(exercise).map(() => iterates),
  );
});

it('fooling names the class by what the attack does to it', () => {
  const { classLabel } = controlsOf('fooling');
  const by = (method: string, aim: string): string =>
    classLabel({
      ...DEFAULT_SETTINGS,
      methods: { ...DEFAULT_SETTINGS.methods, fooling: method },
      params: { [method]: { aim } },
    });
  expect(by('targeted-gradient', 'towards')).toBe('Class to be read as');
  expect(by('pgd-linf', 'towards')).toBe('Class to be read as');
  expect(by('pgd-linf', 'away')).toBe('Class to be read no longer');
});
