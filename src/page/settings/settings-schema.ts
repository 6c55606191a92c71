import * as v from 'valibot';
import { CHANNEL_READINGS } from '../../canvas/map-values';
import { COLOUR_MAPS, type ColourMapId } from '../../core/maps/colour-maps';
import { AS_PILLOW, COLOUR_PROFILES, TRANSPARENCIES } from '../../core/records/decoding';
import { FITS, SeedSchema } from '../../core/records/recipe';
import { METHODS } from '../../methods/catalog/catalog';
import type { MethodInfo, MethodInfoOf } from '../../methods/catalog/method-info';
import type { Exercise, ParamValues, Preset } from '../../methods/catalog/params';
import { defaultParams } from '../../methods/catalog/resolve-params';
import { LANGUAGES } from '../../words/language';
import { type ReadingRange, READING_RANGES } from './reading-ranges';
import { type ShownView, viewNamed, viewShown } from './views';
import { phrase } from '../../words/say';

/** Colour maps for a map of sizes; the diverging one is used by itself for signed maps. */
export const SEQUENTIAL_MAPS = COLOUR_MAPS.filter((map) => !map.diverging);
const MAP_IDS: readonly ColourMapId[] = SEQUENTIAL_MAPS.map((map) => map.id);

export const EXERCISES = ['saliency', 'fooling', 'visualization'] as const satisfies readonly Exercise[];

/** The view that each exercise opens with: its own pictures. */
export const FIRST_VIEW = {
  saliency: 'map',
  fooling: 'fooling',
  visualization: 'visualisation',
} as const satisfies Record<Exercise, string>;

function methodsOf<E extends Exercise>(exercise: E): MethodInfoOf<E>[] {
  return METHODS.filter((method): method is MethodInfoOf<E> => method.exercise === exercise);
}

const methodId = (exercise: Exercise) => v.picklist(methodsOf(exercise).map((method) => method.id));

/** A list of a sweep's values is the longest there is. */
const param = v.union([v.number(), v.boolean(), v.pipe(v.string(), v.maxLength(400))]);
const classIndex = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99_999)));
const within = ({ min, max }: ReadingRange) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));
/** The id of one of an exercise's views; a name that links once had for it becomes that. */
const viewId = (exercise: Exercise) =>
  v.pipe(
    v.string(),
    v.transform((name) => viewNamed(name)?.id ?? name),
    v.check((id) => id === FIRST_VIEW[exercise] || viewNamed(id)?.exercise === exercise),
  );

/** Every setting of the page. The hash of the address holds exactly this; the photo is never part of it. */
export const SettingsSchema = v.object({
  /** What the page speaks; empty: the browser's language. */
  lang: v.picklist(['', ...LANGUAGES]),
  exercise: v.picklist(EXERCISES),
  /** The sample that is open; empty for a photo of the person's own, and on a page just begun. */
  sample: v.pipe(v.string(), v.maxLength(60)),
  /** Empty: the first network there is. */
  network: v.pipe(v.string(), v.maxLength(200)),
  fit: v.picklist(FITS),
  /** What is done with a photo's colour profile and its transparent parts. */
  colourProfile: v.picklist(COLOUR_PROFILES),
  transparency: v.picklist(TRANSPARENCIES),
  seed: SeedSchema,
  /** The method each exercise runs, by id. */
  methods: v.object({
    saliency: methodId('saliency'),
    fooling: methodId('fooling'),
    visualization: methodId('visualization'),
  }),
  /** Class index by exercise; null lets the page choose a sensible one. */
  targets: v.object({ saliency: classIndex, fooling: classIndex, visualization: classIndex }),
  /** Parameter values by method id, and by view; complete tables. */
  params: v.record(v.string(), v.record(v.string(), param)),
  /** Id of a second network that attacks which can are to fool as well; empty for none. */
  beside: v.pipe(v.string(), v.maxLength(200)),
  /** Show every k-th step; 0 shows as many as the eye can follow. */
  frameEvery: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
  /** What the stage of each exercise shows: its own pictures, or what another view makes of them. */
  saliencyView: viewId('saliency'),
  foolingView: viewId('fooling'),
  visualizationView: viewId('visualization'),
  signed: v.boolean(),
  /** How a pixel's three channels become one number; `own` is the method's way. */
  channels: v.picklist(CHANNEL_READINGS),
  colourMap: v.picklist(MAP_IDS),
  clip: within(READING_RANGES.clip),
  gamma: within(READING_RANGES.gamma),
  /** The value at full scale, kept for every map; null where each map has its own. */
  keptScale: v.nullable(v.pipe(v.number(), v.finite(), v.gtValue(0))),
  overlay: within(READING_RANGES.overlay),
  mask: within(READING_RANGES.mask),
  amplify: within(READING_RANGES.amplify),
  /** Whether pixels clipped by the amplification are marked. */
  markClipped: v.boolean(),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

/** The methods an exercise may run, in the catalogue's order; the first is what it opens with. */
export function methodsFor<E extends Exercise>(
  exercise: E,
): readonly [MethodInfoOf<E>, ...MethodInfoOf<E>[]] {
  const [first, ...more] = methodsOf(exercise);
  if (!first) throw new Error(`No method is listed for ${exercise}`);
  return [first, ...more];
}

/** The method that an exercise runs. */
export function methodOf<E extends Exercise>(
  { methods }: Pick<Settings, 'methods'>,
  exercise: E,
): MethodInfoOf<E> {
  return methodsFor(exercise).find((entry) => entry.id === methods[exercise]) ?? methodsFor(exercise)[0];
}

/** Whether the page shows the saliency exercise's own map: some of its views draw maps of theirs instead. */
export function showsMap(settings: ShownView): boolean {
  return settings.exercise === 'saliency' && !viewShown(settings)?.ownMaps;
}

/** What the page opens with. A view's own settings begin with the defaults of its tables. */
export const DEFAULT_SETTINGS: Settings = {
  lang: '',
  exercise: 'saliency',
  sample: '',
  network: '',
  fit: 'squash',
  ...AS_PILLOW,
  seed: 0,
  methods: {
    saliency: methodsFor('saliency')[0].id,
    fooling: methodsFor('fooling')[0].id,
    visualization: methodsFor('visualization')[0].id,
  },
  targets: { saliency: null, fooling: null, visualization: null },
  params: Object.fromEntries(METHODS.map(({ id, params }) => [id, defaultParams(params)])),
  beside: '',
  frameEvery: 0,
  saliencyView: FIRST_VIEW.saliency,
  foolingView: FIRST_VIEW.fooling,
  visualizationView: FIRST_VIEW.visualization,
  signed: false,
  channels: 'own',
  colourMap: 'inferno',
  clip: READING_RANGES.clip.default,
  gamma: READING_RANGES.gamma.default,
  keptScale: null,
  overlay: READING_RANGES.overlay.default,
  mask: READING_RANGES.mask.default,
  amplify: READING_RANGES.amplify.default,
  markClipped: true,
};

/** A preset's values over the method's defaults: the complete table. */
export function presetParams(method: MethodInfo, values: Preset['values']): ParamValues {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { ...defaultParams(method.params), ...Object.fromEntries(given) };
}

/** The presets there are, with the page's own numbers before them where none of them has these. */
export function withDefault(method: MethodInfo, presets: readonly Preset[]): readonly Preset[] {
  if (presets.length === 0 || matchingPreset(method.id, defaultParams(method.params), presets))
    return presets;
  return [
    { id: 'default', title: phrase('Default'), about: phrase('What the page opens with.'), values: {} },
    ...presets,
  ];
}

/** The id of the preset whose every value the parameters hold, or null. `more` are presets beside the method's own. */
export function matchingPreset(
  methodId: string,
  values: ParamValues,
  more: readonly Preset[] = [],
): string | null {
  const method = METHODS.find((entry) => entry.id === methodId);
  const full =
    method &&
    [...more, ...method.presets].find((preset) => {
      const wanted = Object.entries(presetParams(method, preset.values));
      return wanted.every(([key, value]) => values[key] === value);
    });
  return full?.id ?? null;
}
