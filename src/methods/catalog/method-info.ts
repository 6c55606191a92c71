import type { Box } from '../../core/localisation/box';
import type { Size } from '../../core/pictures/size';
import type { Words } from '../../words/message';
import type { AttackAim } from '../adversarial/attack-rows';
import type { ChannelFormula, Formula } from './formula';
import type { Colour, Exercise, ParamTable, ParamValues, Preset } from './params';

/** What a method says of itself, whatever its exercise. Nothing is left out: what does not apply is said to be null. */
interface Info<P> {
  readonly id: string;
  readonly title: Words;
  /** What it does and how to read the result, in one to three sentences. */
  readonly about: Words;
  readonly paper: { readonly title: string; readonly url: string };
  readonly params: ParamTable<P>;
  readonly presets: readonly Preset<P>[];
  /** Whether a run begins with a picture that is given; else it makes its own, of the seed. */
  needsPicture(params: P): boolean;
  /** Whether a run hangs on its seed. */
  drawsAtRandom(params: P): boolean;
  /** A sentence of warning where these settings will not work well together; null where nothing is wrong. */
  caution(params: P): Words | null;
}

/** How many passes through the network a map takes: one, there and back, or as many as its parameters say. */
export type MapCost<P> =
  | 'one-gradient'
  | {
      /** About how many gradients, on pictures of `side` pixels, that would take as long. */
      gradients(params: P, side: number): number;
    };

/** A parameter, by its key, that makes a map more exact as it rises. */
export interface Refinement<P> {
  readonly param: string;
  /** How many a run has taken, of its parameters and the scalars of its last frame. */
  taken(params: P, scalars: Readonly<Record<string, number>>): number;
}

interface MapInfo<P> extends Info<P> {
  readonly exercise: 'saliency';
  /** What its map is called before the name of the class: `Map`, `SmoothGrad`. */
  readonly mapTitle: Words;
  /** What is said under its map: what it is about, or a sentence of its own with the name of the class. */
  readonly meaning: 'about' | ((className: string) => Words);
  /** What a bright place says, in one sentence for whoever sees such a map for the first time. */
  plain(className: string, params: P): Words;
  /** What one of a map's numbers counts. */
  unit(params: P): Words;
  /** What red and blue say, where values are for or against the class; null where none is against it, or the sign says little. */
  signWords(params: P): Words | null;
  readonly cost: MapCost<P>;
  /** What a network must have for it; null where any will do. */
  readonly needs: 'attention' | null;
  /**
   * What suffices to rank pixels where many methods are compared: the parameters that differ from the defaults. Null for a
   * method that is compared where somebody asks for it alone: it takes minutes, or is made of others' maps.
   */
  readonly comparedWith: Partial<P> | null;
  /** What drives down how far a map's values are from adding up; null where nothing does. */
  readonly refinement: Refinement<P> | null;
}

/**
 * How the map of a method is written down, and how it makes one number of a pixel's three channels: the largest in size, or their
 * sum. Null where a map has no channels, and so no other reading of them.
 */
type MapFormula<P> =
  | { readonly channels: null; formula(params: P): Formula }
  | { readonly channels: 'max' | 'sum'; formula(params: P): Formula<ChannelFormula> };

export type SaliencyInfo<P = ParamValues> = MapInfo<P> & MapFormula<P>;

/** What a method says that changes a picture step by step. */
interface StepsInfo<P> extends Info<P> {
  formula(params: P): Formula;
  /** The parameter, by its key, that alone says how many steps a run takes; null where a stop rule may end it. */
  readonly iterations: string | null;
}

/** Something that lies on the photo where the person says: a box of the network's picture, in its pixels. */
export interface PlacedOnPhoto<P> {
  /** What it is called: `rectangle`. */
  readonly name: Words;
  /** Where it lies; null while the method is to find the place. */
  boxOf(params: P, picture: Size): Box | null;
  /** The parameters that put it into a box, as nearly as they can. */
  paramsOf(box: Box, picture: Size): Partial<P>;
  isRound(params: P): boolean;
  /** Its colour, where it has but one that is known beforehand. */
  colour(params: P): Colour | null;
}

export interface FoolingInfo<P = ParamValues> extends StepsInfo<P> {
  readonly exercise: 'fooling';
  /** Whether the network is to read the class that was chosen, or to read it no longer. */
  aim(params: P): AttackAim;
  /** What to do where the unrounded numbers fool the network at the end, and the picture that can be saved does not. */
  lostByRounding(params: P): Words;
  /** Whether it takes other photos beside the one shown. */
  readonly takesOthers: boolean;
  /** Whether it can raise the class on a second network as well (`RunContext.beside`). */
  readonly takesBeside: boolean;
  /** What the person may place on the photo; null where there is nothing to place. */
  readonly placed: PlacedOnPhoto<P> | null;
  /** What to try where the run has ended and nothing fools. */
  notFooled(params: P): Words;
}

/** What a visualisation raises, or lowers: the class that was chosen, or something of a layer, counted back from the last. */
export type Raised =
  | { readonly what: 'class' }
  | {
      readonly what: 'channel' | 'neuron' | 'layer';
      readonly layer: number;
      readonly channel: number;
      readonly isLowered: boolean;
    };

export interface VisualisationInfo<P = ParamValues> extends StepsInfo<P> {
  readonly exercise: 'visualization';
  /** Whether it takes the person's other photos beside the one shown. */
  takesOthers(params: P): boolean;
  /** What is said before the first step: where it begins. */
  opening(params: P): Words;
  raised(params: P): Raised;
  /** Share of the picture that the penalty alone leaves at each step; null where that hangs on the picture. */
  leftByPenalty(params: P): number | null;
  /** Whether the penalty's steps alone never come to rest: the picture only flips, or grows. */
  isBeyondStability(params: P): boolean;
}

/** A catalogue entry: everything the page needs to know of a method, with no TF.js behind it. */
export type MethodInfo<P = ParamValues> = SaliencyInfo<P> | FoolingInfo<P> | VisualisationInfo<P>;

/** The entries of one exercise. */
export type MethodInfoOf<E extends Exercise> = Extract<MethodInfo, { readonly exercise: E }>;
