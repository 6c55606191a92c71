import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNEL_READINGS } from '../../../../src/canvas/map-values';
import { COLOUR_PROFILES, TRANSPARENCIES } from '../../../../src/core/records/decoding';
import { FITS } from '../../../../src/core/records/recipe';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { accepts, defaultParams } from '../../../../src/methods/catalog/resolve-params';
import type { Exercise, Param, ParamValue } from '../../../../src/methods/catalog/params';
import { settingsFromHash, settingsToHash } from '../../../../src/page/settings/settings-hash';
import {
  DEFAULT_SETTINGS,
  EXERCISES,
  matchingPreset,
  withDefault,
  methodsFor,
  presetParams,
  SEQUENTIAL_MAPS,
  SettingsSchema,
  type Settings,
} from '../../../../src/page/settings/settings-schema';
import { type PageView, provideViews } from '../../../../src/page/settings/views';
import { FEATURES } from '../../../../src/shell/features';

/** The page's views, and a second one for each of the exercises that may have but one. */
const VIEWS: readonly PageView[] = [
  ...FEATURES,
  { id: 'toy-fooling', exercise: 'fooling', settings: [], shelved: 'run' },
  { id: 'toy-visualization', exercise: 'visualization', settings: [], shelved: 'run' },
];
provideViews(VIEWS);
const VIEW_TABLES = FEATURES.flatMap((feature) => feature.settings);
const viewsOf = (wanted: Exercise): string[] =>
  VIEWS.filter(({ exercise }) => exercise === wanted).map(({ id }) => id);

function valueOf(param: Param): fc.Arbitrary<ParamValue> {
  switch (param.kind) {
    case 'number':
      return param.integer
        ? fc.integer({ min: param.min, max: param.max })
        : fc
            .double({ min: param.min, max: param.max, noNaN: true })
            .map((value) => (value === 0 ? 0 : value));
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...param.options.map((option) => option.value));
    case 'colour':
      return fc.constantFrom('#000000', '#fedcba');
    case 'text':
      return fc.string({ maxLength: param.longest });
  }
}

/** A value of each plain setting that is not its default. */
const OTHERS: Omit<Settings, 'methods' | 'targets' | 'params'> = {
  lang: 'fr',
  exercise: 'fooling',
  sample: 'church',
  network: 'tiny',
  fit: 'crop',
  colourProfile: 'apply',
  transparency: 'white',
  seed: 4294967295,
  beside: 'vgg16-slim',
  frameEvery: 3,
  saliencyView: 'locate',
  foolingView: 'toy-fooling',
  visualizationView: 'toy-visualization',
  signed: true,
  channels: 'l2',
  colourMap: 'viridis',
  clip: 90,
  gamma: 2,
  keptScale: 0.5,
  overlay: 0.5,
  mask: 50,
  amplify: 20,
  markClipped: false,
};

const target = fc.option(fc.integer({ min: 0, max: 999 }), { nil: null });
const methodId = (exercise: Exercise) => fc.constantFrom(...methodsFor(exercise).map(({ id }) => id));
const settings: fc.Arbitrary<Settings> = fc.record({
  lang: fc.constantFrom('' as const, 'en' as const, 'fr' as const),
  exercise: fc.constantFrom(...EXERCISES),
  sample: fc.string({ maxLength: 40 }),
  network: fc.string({ maxLength: 40 }),
  beside: fc.string({ maxLength: 40 }),
  fit: fc.constantFrom(...FITS),
  colourProfile: fc.constantFrom(...COLOUR_PROFILES),
  transparency: fc.constantFrom(...TRANSPARENCIES),
  seed: fc.integer({ min: 0, max: 4294967295 }),
  methods: fc.record({
    saliency: methodId('saliency'),
    fooling: methodId('fooling'),
    visualization: methodId('visualization'),
  }),
  targets: fc.record({ saliency: target, fooling: target, visualization: target }),
  params: fc.record(
    Object.fromEntries(
      [...METHODS, ...VIEW_TABLES].map(({ id, params }) => [
        id,
        fc.record(
          Object.fromEntries(Object.entries<Param>(params).map(([key, param]) => [key, valueOf(param)])),
        ),
      ]),
    ),
  ),
  frameEvery: fc.integer({ min: 0, max: 1000 }),
  saliencyView: fc.constantFrom(...viewsOf('saliency')),
  foolingView: fc.constantFrom(...viewsOf('fooling')),
  visualizationView: fc.constantFrom(...viewsOf('visualization')),
  signed: fc.boolean(),
  channels: fc.constantFrom(...CHANNEL_READINGS),
  colourMap: fc.constantFrom(...SEQUENTIAL_MAPS.map((map) => map.id)),
  clip: fc.double({ min: 50, max: 100, noNaN: true }),
  gamma: fc.double({ min: 0.25, max: 4, noNaN: true }),
  keptScale: fc.option(fc.double({ min: 1e-30, max: 1e30, noNaN: true }), { nil: null }),
  overlay: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
  mask: fc.double({ min: 0, max: 99.5, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
  amplify: fc.integer({ min: 1, max: 100 }),
  markClipped: fc.boolean(),
});

describe('the tables of methods and views', () => {
  it('have names of their own', () => {
    const ids = [...METHODS, ...VIEW_TABLES].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('settings in the address', () => {
  it('come back the same, whatever they are', () => {
    fc.assert(
      fc.property(settings, (given) => {
        expect(settingsFromHash(`#${settingsToHash(given)}`)).toEqual(given);
      }),
    );
  });

  it('are empty for the defaults, and the defaults for an empty hash', () => {
    expect(settingsToHash(DEFAULT_SETTINGS)).toBe('');
    const tables = Object.fromEntries(VIEW_TABLES.map(({ id, params }) => [id, defaultParams(params)]));
    const params = { ...DEFAULT_SETTINGS.params, ...tables };
    expect(settingsFromHash('')).toEqual({ ...DEFAULT_SETTINGS, params });
    expect(settingsToHash(settingsFromHash(''))).toBe('');
  });

  it('hold every setting that the schema has, so that no link loses one', () => {
    const other: Settings = {
      ...DEFAULT_SETTINGS,
      ...OTHERS,
      methods: {
        saliency: 'rise',
        fooling: methodsFor('fooling')[0].id,
        visualization: 'class-visualization',
      },
      targets: { saliency: 1, fooling: 2, visualization: 3 },
      params: { ...settingsFromHash('').params, line: { direction: 'noise', step: 7, fade: 50 } },
    };
    const unchanged = Object.keys(SettingsSchema.entries).filter(
      (key) => other[key as keyof Settings] === DEFAULT_SETTINGS[key as keyof Settings],
    );
    expect(unchanged).toEqual([]);
    expect(settingsFromHash(settingsToHash(other))).toEqual(other);
  });

  it.each([
    ['saliencyView=table', { saliencyView: 'compare' }, {}],
    [
      'saliencyView=checks&checks.section=noise&checks.deviation=16',
      { saliencyView: 'believe' },
      { believe: { section: 'noise', deviation: 16 } },
    ],
    [
      'saliencyView=limits&limits.shown=line&line.direction=grey&line.fade=10&contrast.blur=6',
      { saliencyView: 'limits' },
      {
        limits: { shown: 'line' },
        line: { direction: 'grey', step: 5, fade: 10 },
        contrast: { contrast: 100, blur: 6, sweeping: 'contrast' },
      },
    ],
    [
      'network=tiny&seed=7&saliencyView=boxes&boxes.masking=threshold&boxes.threshold=40&boxes.boxes=3',
      { network: 'tiny', seed: 7, saliencyView: 'locate' },
      { locate: { masking: 'threshold', threshold: 40, smoothing: 4, boxes: 3 } },
    ],
  ])('written before the views had one name are read as ever: %s', (hash, plain, params) => {
    const read = settingsFromHash(hash);
    expect(read).toMatchObject({ ...plain, params });
    // And are written anew by the names of now.
    expect(settingsToHash(read)).not.toMatch(/table|checks|boxes\./);
    expect(settingsFromHash(settingsToHash(read))).toEqual(read);
  });

  it('call each feature and each table by a name of its own, then and now', () => {
    const names = (all: readonly { readonly id: string; readonly formerly?: string }[]): string[] =>
      all.flatMap(({ id, formerly }) => (formerly ? [id, formerly] : [id]));
    for (const all of [names(FEATURES), names([...METHODS, ...VIEW_TABLES])])
      expect(new Set(all).size).toBe(all.length);
  });

  it('name no view that there is not', () => {
    for (const name of ['fooling', 'nothing', '']) {
      expect(settingsFromHash(`saliencyView=${name}`).saliencyView).toBe('map');
    }
    expect(settingsFromHash('foolingView=map').foolingView).toBe('fooling');
    expect(settingsFromHash('visualizationView=fooling').visualizationView).toBe('visualisation');
  });

  it('ignore unknown keys and bad values one by one, keeping the rest', () => {
    const hash =
      '#exercise=fooling&nonsense=1&seed=-4&clip=abc&targeted-gradient.stepSize=1e9&targeted-gradient.maxSteps=12';
    const read = settingsFromHash(hash);
    expect(read.exercise).toBe('fooling');
    expect(read.seed).toBe(DEFAULT_SETTINGS.seed);
    expect(read.clip).toBe(DEFAULT_SETTINGS.clip);
    expect(read.params['targeted-gradient']).toEqual({
      ...DEFAULT_SETTINGS.params['targeted-gradient'],
      cut: 0,
      maxSteps: 12,
    });
    expect(read).not.toHaveProperty('nonsense');
  });

  it('mean of a method what they meant when they were written, where a row of its has come since', () => {
    const cutOf = ({ params }: Settings) => params['targeted-gradient']?.['cut'];
    expect(cutOf(settingsFromHash('#exercise=fooling&fooling.class=3'))).toBe(0);
    // A page just begun, a link to something else, and one by hand that says where to begin, have the number that is the default now.
    const begun = ['', '#seed=3', '#exercise=fooling&fooling.method=fgsm', '#lang=fr&exercise=fooling'];
    for (const hash of begun) expect(cutOf(settingsFromHash(hash))).toBe(4);
    const now = settingsToHash({ ...settingsFromHash(''), exercise: 'fooling' });
    expect(cutOf(settingsFromHash(`#${now}`))).toBe(4);
  });

  it('hold no scale that nothing could be drawn at', () => {
    for (const text of ['0', '-1', 'Infinity', 'null', '', 'x']) {
      expect(settingsFromHash(`#keptScale=${text}&gamma=2`)).toMatchObject({ keptScale: null, gamma: 2 });
    }
    expect(settingsFromHash('#keptScale=1.5e-3').keptScale).toBe(0.0015);
  });

  it('never throw, whatever the hash', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        expect(EXERCISES).toContain(settingsFromHash(hash).exercise);
      }),
    );
  });
});

describe('presets', () => {
  it('are found again from their numbers, and only from all of them', () => {
    for (const method of METHODS) {
      for (const preset of method.presets) {
        const values = presetParams(method, preset.values);
        const found = method.presets.find((entry) => entry.id === matchingPreset(method.id, values));
        expect(found && presetParams(method, found.values)).toEqual(values);
        for (const [key, value] of Object.entries(values)) {
          const param = method.params[key];
          expect(param && accepts(param, value), `${method.id}.${key}`).toBe(true);
        }
      }
    }
    expect(matchingPreset('class-visualization', {})).toBeNull();
  });

  it('lead back to the page’s own numbers, under one name', () => {
    for (const method of METHODS) {
      const presets = withDefault(method, method.presets);
      if (presets.length === 0) continue;
      const values = presetParams(method, {});
      expect(matchingPreset(method.id, values, presets), method.id).not.toBeNull();
      expect(presets.filter(({ id }) => id === 'default').length, method.id).toBeLessThanOrEqual(1);
    }
  });
});
