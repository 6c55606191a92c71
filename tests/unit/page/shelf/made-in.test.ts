import { expect, it } from 'vitest';
import { set } from '../../../../src/page/settings/settings-store';
import { provideViews } from '../../../../src/page/settings/views';
import { runMadeInNow } from '../../../../src/page/shelf/made-in';
import { FEATURES } from '../../../../src/shell/features';

provideViews(FEATURES);

it.each([
  // It goes on while the robustness board is looked at.
  ['fooling', { foolingView: 'robustness' }, 'fooling'],
  ['fooling', { foolingView: 'after' }, 'fooling'],
  ['visualization', { visualizationView: 'sweep' }, 'visualisation'],
  ['saliency', { saliencyView: 'believe' }, 'map'],
  // Its boxes are those of the exercise's own map.
  ['saliency', { saliencyView: 'locate' }, 'locate'],
] as const)('a run of %s that ends in %o is shown again in %s', (exercise, view, shown) => {
  set(view);
  expect(runMadeInNow(exercise).view).toBe(shown);
});
