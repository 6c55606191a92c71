import type attacks from './french/attacks.json';
import type engine from './french/engine.json';
import type exported from './french/export.json';
import type figure from './french/figure.json';
import type tray from './french/tray.json';
import type networks from './french/networks.json';
import type methods from './french/methods.json';
import type photo from './french/photo.json';
import type believe from './french/believe.json';
import type compare from './french/compare.json';
import type fooling from './french/fooling.json';
import type foolingMeaning from './french/fooling-meaning.json';
import type layerMap from './french/layer-map.json';
import type deviceBench from './french/device-bench.json';
import type drawing from './french/drawing.json';
import type sweep from './french/sweep.json';
import type limits from './french/limits.json';
import type locate from './french/locate.json';
import type robustness from './french/robustness.json';
import type saliencyMap from './french/saliency-map.json';
import type networkManager from './french/network-manager.json';
import type page from './french/page.json';
import type panels from './french/panels.json';
import type visualisation from './french/visualisation.json';
import type shelf from './french/shelf.json';
import type shell from './french/shell.json';
import type trainingData from './french/training-data.json';
import type ui from './french/ui.json';
import type visualisationMethods from './french/visualisation-methods.json';
import type saliencyMethods from './french/saliency-methods.json';

/**
 * Every sentence that a person may read, in English, as the code has it: the catalogues of the other languages are named by
 * them, so that one without its translation does not compile. In it, ICU places: `{name}`, `{count, plural, one {# photo} other
 * {# photos}}`. https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */
export type Message =
  | keyof typeof attacks
  | keyof typeof believe
  | keyof typeof compare
  | keyof typeof fooling
  | keyof typeof foolingMeaning
  | keyof typeof layerMap
  | keyof typeof deviceBench
  | keyof typeof drawing
  | keyof typeof sweep
  | keyof typeof limits
  | keyof typeof locate
  | keyof typeof robustness
  | keyof typeof saliencyMap
  | keyof typeof networkManager
  | keyof typeof page
  | keyof typeof panels
  | keyof typeof visualisation
  | keyof typeof shelf
  | keyof typeof shell
  | keyof typeof trainingData
  | keyof typeof saliencyMethods
  | keyof typeof visualisationMethods
  | keyof typeof ui
  | keyof typeof networks
  | keyof typeof engine
  | keyof typeof exported
  | keyof typeof figure
  | keyof typeof tray
  | keyof typeof photo
  | keyof typeof methods;

/** The names of a message's places, never for one without; a plural's own texts hold a `#` or a space. */
type PlaceNames<M extends string> = M extends `${string}{${infer Rest}`
  ? NameIn<Rest extends `${infer Inside}}${string}` ? Inside : never> | PlaceNames<Rest>
  : never;
type NameIn<Inside extends string> = Inside extends `${infer Name},${string}`
  ? Name
  : Inside extends `${string}${' ' | '#'}${string}`
    ? never
    : Inside;

/** What stands in a place: a number as the language writes it, text as it is, or another sentence. */
export type Value = string | number | Phrase;

/** What a message's places take: nothing for one without any. */
export type ValuesOf<M extends string> = [PlaceNames<M>] extends [never]
  ? []
  : [values: { readonly [Name in PlaceNames<M>]: Value }];

/** The messages without places. */
export type PlainMessage = {
  [M in Message]: [PlaceNames<M>] extends [never] ? M : never;
}[Message];

/** A sentence not yet said: plain data that crosses threads, and is said in the language of the page when somebody looks. */
export interface Phrase {
  readonly text: Message;
  readonly values?: Readonly<Record<string, Value>>;
}

/** A sentence to be said, or one that is as it is whatever the language: a name, or another program's own words. */
export type Words = Phrase | string;
