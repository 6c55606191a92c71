import { expect, it } from 'vitest';
import { EXERCISES, methodsFor } from '../../../src/page/settings/settings-schema';
import { controlsOf, FEATURES } from '../../../src/shell/features';

it.each(EXERCISES)('the first view of %s says what its settings are, and no other does', (exercise) => {
  const { classLabel, iterates } = controlsOf(exercise);
  expect(classLabel).toMatch(/^Class to /);
  const views = FEATURES.filter((feature) => feature.exercise === exercise);
  expect(views.filter(({ controls }) => controls)).toHaveLength(1);
  // A method that goes a long way says which of its numbers is how far.
  expect(methodsFor(exercise).map((method) => 'iterations' in method)).toEqual(
    methodsFor(exercise).map(() => iterates),
  );
});
