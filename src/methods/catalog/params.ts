import type { Words } from '../../words/message';

/** What a number's control says about itself: what it is (with the formula), what happens when it rises, a value to try. */
export interface NumberHelp {
  readonly what: Words;
  readonly rises: Words;
  readonly try: Words;
}
/** What a choice or a switch says about itself: what it is, what sets its choices apart, one to try. */
export interface ChoiceHelp {
  readonly what: Words;
  readonly differs?: Words;
  readonly try: Words;
}
export type Help = NumberHelp | ChoiceHelp;

interface Base {
  /** What links and recipes from before this row was there mean by saying nothing, where that is not the default. */
  readonly before?: ParamValue;
  readonly label: Words;
  /** Another name that scripts may call it by. */
  readonly alias?: string;
  /** Greek letter or letter used in the formula. */
  readonly symbol?: string;
  /** True where changing it acts on the running optimisation; false where it takes a new run. */
  readonly live: boolean;
  /** True to tuck it under "More". */
  readonly advanced?: boolean;
  /** Where another parameter has one of these values it acts; else it is not shown. Without this it always acts. */
  readonly when?: { readonly param: string; readonly is: readonly ParamValue[] };
}

export interface NumberParam extends Base {
  readonly kind: 'number';
  readonly help: NumberHelp;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer?: boolean;
  /** True where it is a layer, counted back from the last: networks that name their layers are asked for one by name. */
  readonly layer?: boolean;
  /** True where it is a class of the network, which is asked for by name. */
  readonly class?: boolean;
  /** Short unit shown after the value: `steps`, `px`, `grey levels`; empty where it has none. */
  readonly unit: Words;
  /** `log` sliders move by ratios; where `min` is 0 the leftmost stop is 0 and the next one is `step`. */
  readonly scale: 'linear' | 'log';
}
export interface BooleanParam extends Base {
  readonly kind: 'boolean';
  readonly help: ChoiceHelp;
  readonly default: boolean;
}
export interface ChoiceParam<V extends string = string> extends Base {
  readonly kind: 'choice';
  readonly help: ChoiceHelp;
  readonly default: V;
  readonly options: readonly { readonly value: V; readonly label: Words }[];
}
/** A colour as links and HTML have it: `#rrggbb`, in lower case. */
export type Colour = `#${string}`;
export interface ColourParam extends Base {
  readonly kind: 'colour';
  readonly help: ChoiceHelp;
  readonly default: Colour;
}
/** Free text, such as a list of values; of views, never of a method. */
export interface TextParam extends Base {
  readonly kind: 'text';
  readonly help: ChoiceHelp;
  readonly default: string;
  /** In letters. */
  readonly longest: number;
}
export type Param = NumberParam | BooleanParam | ChoiceParam | ColourParam | TextParam;

export type ParamValue = number | boolean | string;
export type ParamValues = Readonly<Record<string, ParamValue>>;

/** One row per parameter; the defaults live here and nowhere else. Without a known `P`, any rows by name. */
export type ParamTable<P> = string extends keyof P
  ? Readonly<Record<string, Param>>
  : {
      readonly [K in keyof P]: P[K] extends number
        ? NumberParam
        : P[K] extends boolean
          ? BooleanParam
          : P[K] extends Colour
            ? ColourParam
            : P[K] extends string
              ? string extends P[K]
                ? TextParam
                : ChoiceParam<P[K]>
              : never;
    };

export interface Preset<P = ParamValues> {
  readonly id: string;
  readonly title: Words;
  /** One sentence: whose numbers these are and what to expect. */
  readonly about: Words;
  readonly values: Partial<P>;
}

export type Exercise = 'saliency' | 'fooling' | 'visualization';
