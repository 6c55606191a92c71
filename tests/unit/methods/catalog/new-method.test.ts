import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { MethodInfo, SaliencyInfo } from '../../../../src/methods/catalog/method-info';

type Glance = { readonly looks: number; readonly from: 'noise' | 'image' };

/** A method nobody knows, as its one file would hold it. */
const GLANCE: SaliencyInfo<Glance> = {
  id: 'glance',
  exercise: 'saliency',
  title: 'Glance',
  about: 'Looks at the picture a few times and forgets it.',
  paper: { title: 'Nobody 2026: Glances', url: 'https://example.org' },
  formula: ({ looks }) => ({
    text: { before: 'M = ', value: `(1/${looks}) Σₖ g`, after: ',  g ~ x' },
    score: 'J = s_y, of a glance',
  }),
  channels: 'sum',
  mapTitle: 'Glance',
  meaning: (className) => `What a glance sees of “${className}”.`,
  plain: (className) => `Brighter: seen at a glance for “${className}”.`,
  unit: () => 'glances',
  signWords: () => 'Red was seen, blue was not.',
  cost: { gradients: ({ looks }) => looks },
  needs: null,
  comparedWith: { looks: 2 },
  refinement: { param: 'looks', taken: ({ looks }) => looks },
  needsPicture: ({ from }) => from === 'image',
  drawsAtRandom: ({ from }) => from === 'noise',
  caution: ({ looks }) => (looks > 5 ? 'So many looks are no glance.' : null),
  params: {
    looks: {
      kind: 'number',
      label: 'Looks',
      symbol: 'n',
      default: 3,
      min: 1,
      max: 9,
      step: 1,
      integer: true,
      unit: 'looks',
      scale: 'linear',
      live: false,
      help: { what: 'How many.', rises: 'More.', try: '3.' },
    },
    from: {
      kind: 'choice',
      label: 'From',
      default: 'image',
      options: [
        { value: 'noise', label: 'noise' },
        { value: 'image', label: 'the picture' },
      ],
      live: false,
      help: { what: 'Where it begins.', try: 'The picture.' },
    },
  },
  presets: [],
};

vi.mock('../../../../src/methods/catalog/catalog', async (original) => {
  const { METHODS } = await original<{ readonly METHODS: readonly MethodInfo[] }>();
  return { METHODS: [...METHODS, GLANCE] };
});

const { FAST_METHODS, shortenedWords } = await import('../../../../src/features/believe/store/agreement');
const { moreSteps } = await import('../../../../src/features/saliency-map/more-steps');
const { madeOtherwise } = await import('../../../../src/page/request/made-otherwise');
const { requestOfRecipe } = await import('../../../../src/page/request/request-of-recipe');
const { isOnePass, mapCost } = await import('../../../../src/page/run/map-cost');
const { shownMethod } = await import('../../../../src/page/run/shown-method');
const { replayOf } = await import('../../../../src/page/settings/run-recipe');
const { settingsFromHash, settingsToHash } = await import('../../../../src/page/settings/settings-hash');
const { DEFAULT_SETTINGS, methodsFor } = await import('../../../../src/page/settings/settings-schema');
const { formulaLine } = await import('../../../../src/panels/map/formula-line');
const { mapMeaning, mapTitle, readingWords } = await import('../../../../src/panels/map/map-words');
const { recipeWords } = await import('../../../../src/export/recipe-words');

const method = methodsFor('saliency').at(-1)!;
const params = { looks: 4, from: 'noise' } as const;
const recipe = {
  version: 1,
  network: 'n',
  method: 'glance',
  params,
  target: 0,
  seed: 7,
  fit: 'squash',
} as const;

describe('a method that was added to the catalogue and nowhere else', () => {
  it('is listed, with its parameters, in settings and links', () => {
    expect(method.id).toBe('glance');
    expect(DEFAULT_SETTINGS.params.glance).toEqual({ looks: 3, from: 'image' });
    const settings = {
      ...DEFAULT_SETTINGS,
      methods: { ...DEFAULT_SETTINGS.methods, saliency: 'glance' },
      params: { ...DEFAULT_SETTINGS.params, glance: params },
    };
    expect(settingsFromHash(settingsToHash(settings))).toEqual(settings);
    expect(shownMethod('saliency', { recipe: null }, settings)).toEqual({ method, params });
  });

  it('has its own words for its map, as it is read', () => {
    expect(mapTitle(method, 'quail')).toBe('Glance for “quail”');
    expect(mapMeaning(method, {}, 'quail', true)).toBe(
      'What a glance sees of “quail”. Red was seen, blue was not.',
    );
    const line = (signed: boolean, channels: 'own' | 'l2' = 'own') =>
      formulaLine(method, params, { signed, channels });
    expect(line(false)).toBe('M = |Σ over c of (1/4) Σₖ g|,  g ~ x;  J = s_y, of a glance');
    expect(line(true)).toBe('M = Σ over c of (1/4) Σₖ g,  g ~ x;  J = s_y, of a glance');
    expect(line(false, 'l2')).toBe('M = √(Σ over c of ((1/4) Σₖ g)²),  g ~ x;  J = s_y, of a glance');
    expect(readingWords(method, DEFAULT_SETTINGS)).toContain('sum of channels');
    expect(recipeWords(recipe)).toBe('n 4 looks · from: noise · seed 7');
  });

  it('costs what it says, is compared in short, and made more exact by what it names', () => {
    expect(isOnePass(method)).toBe(false);
    expect(mapCost(method, params, 224)).toBe(4);
    expect(FAST_METHODS).toContain('glance');
    expect(shortenedWords()).toBe(
      'SmoothGrad with 10 samples, Integrated gradients with 25 points, and Glance with 2 looks',
    );
    expect(moreSteps(method, { phase: 'done', scalars: {}, recipe })).toEqual({ param: 'looks', value: 8 });
  });

  it('is made again of its recipe, and asks for its seed where it draws at random', () => {
    expect(replayOf(recipe).params).toEqual(params);
    const made = requestOfRecipe(recipe, null);
    const now = { ...made, seed: 8 };
    expect(madeOtherwise(made, now)).toEqual(['seed 7']);
    expect(madeOtherwise(made, { ...now, params: { ...params, looks: 5 }, seed: 7 })).toEqual(['n 4 looks']);
  });
});

describe('what a method says of itself', () => {
  it('is all asked for by the compiler: nothing may be left out', () => {
    type Optional<T> = T extends unknown
      ? { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T]
      : never;
    expectTypeOf<Optional<MethodInfo>>().toBeNever();
    expectTypeOf<Optional<{ a?: 1; b: 2 }>>().toEqualTypeOf<'a'>();
  });

  it('names parameters that it has', async () => {
    const { METHODS } = await import('../../../../src/methods/catalog/catalog');
    for (const info of METHODS) {
      const named = info.exercise === 'saliency' ? info.refinement?.param : info.iterations;
      if (named) expect(info.params[named]?.kind, info.id).toBe('number');
      if (info.exercise === 'saliency')
        for (const key of Object.keys(info.comparedWith ?? {}))
          expect(info.params, info.id).toHaveProperty(key);
    }
  });
});
