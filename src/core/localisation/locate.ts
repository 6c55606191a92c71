import { blurPlane } from '../pictures/blur-plane';
import type { Box } from './box';
import { findComponents } from './components';
import { growByColour } from './grow-by-colour';
import type { Size } from '../pictures/size';
import { otsuLevel } from './otsu';

/** How a mask is made of a map: at a share of its maximum, at Otsu's level, or grown from its peaks by colour. */
export const MASKINGS = ['threshold', 'otsu', 'grow'] as const;
export type Masking = (typeof MASKINGS)[number];

export interface BoxRecipe {
  readonly masking: Masking;
  /** Level of the threshold in percent of the map's maximum, above 0. */
  readonly threshold: number;
  /** Standard deviation of the blur that comes first, in percent of the map's width. */
  readonly smoothing: number;
  /** Boxes to keep at most. */
  readonly boxes: number;
}

/** Colours are given up where object and ground share them, and where they grow over the whole picture. */
export type GivenUp = 'shared' | 'spread';

/** A place where a map speaks for its class. */
export interface Found {
  /** In pixels of the map. */
  readonly box: Box;
  /** Its share of the smoothed map's positive sum, 0 to 1. */
  readonly share: number;
  /** Pixels of the mask in it. */
  readonly area: number;
}

export interface Location {
  /** Why colours did not make the mask, but `GIVEN_UP_THRESHOLD` did; null where they did, or were not asked. */
  readonly givenUp: GivenUp | null;
  /** Best first: by the sum of the map over the patch. Empty where the map is. */
  readonly found: readonly Found[];
  /** `height * width`, 1 inside the patches that were kept. */
  readonly mask: Uint8Array<ArrayBuffer>;
}

/** Colours that grow to a box over more than this share of the picture have found no edge: a dog may well fill nine tenths. */
export const SPREAD = 0.95;
/** Colours that part the map's strongest pixels from its weakest less well than this (`separation`) are shared by both. */
export const SHARED = 0.75;
/** The share of the map's maximum that is boxed then. */
export const GIVEN_UP_THRESHOLD = 0.25;

/** A patch with less of the mask's evidence than this is not boxed, unless it is the only one. */
const LEAST_SHARE = 0.05;

/**
 * Boxes from a map (`height * width` row-major): what speaks against the class (below 0) is left out, the rest smoothed,
 * masked, cut into 8-connected patches; the patches with most of the map in them are boxed. `pixels` (RGBA bytes of the
 * same size) is what colours grow on; where they are of no use the map's strongest part is boxed instead.
 * https://arxiv.org/abs/1512.04150
 */
export function locate(
  map: Float32Array,
  size: Size,
  recipe: BoxRecipe,
  pixels: Uint8ClampedArray,
): Location {
  const evidence = blurPlane(
    map.map((value) => (value > 0 ? value : 0)),
    size,
    (recipe.smoothing / 100) * size.width,
  );
  const total = evidence.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return { givenUp: null, found: [], mask: new Uint8Array(map.length) };
  const { mask, givenUp } = maskOf(evidence, size, recipe, pixels);
  const { components, labels } = findComponents(mask, evidence, size);
  const inside = components.reduce((sum, { mass }) => sum + mass, 0);
  const kept = components
    .slice(0, recipe.boxes)
    .filter(({ mass }, place) => place === 0 || mass >= LEAST_SHARE * inside);
  const keptLabels = new Set(kept.map(({ label }) => label));
  return {
    givenUp,
    found: kept.map(({ box, mass, area }) => ({ box, share: mass / total, area })),
    mask: Uint8Array.from(labels, (label) => (keptLabels.has(label) ? 1 : 0)),
  };
}

interface Mask {
  readonly mask: Uint8Array;
  readonly givenUp: GivenUp | null;
}

function maskOf(
  evidence: Float32Array,
  size: Size,
  { masking, threshold }: BoxRecipe,
  pixels: Uint8ClampedArray,
): Mask {
  switch (masking) {
    case 'threshold':
      return { mask: aboveShare(evidence, threshold / 100), givenUp: null };
    case 'otsu':
      return { mask: above(evidence, otsuLevel(evidence)), givenUp: null };
    case 'grow':
      return grownMask(evidence, size, pixels);
    default:
      return masking satisfies never;
  }
}

function grownMask(evidence: Float32Array, size: Size, pixels: Uint8ClampedArray): Mask {
  const { mask, separation } = growByColour(pixels, evidence, size);
  const [heaviest] = findComponents(mask, evidence, size).components;
  const share = heaviest ? (heaviest.box.width * heaviest.box.height) / evidence.length : 0;
  const givenUp = separation < SHARED ? 'shared' : share > SPREAD ? 'spread' : null;
  return { mask: givenUp ? aboveShare(evidence, GIVEN_UP_THRESHOLD) : mask, givenUp };
}

function aboveShare(evidence: Float32Array, share: number): Uint8Array {
  return above(evidence, share * evidence.reduce((top, value) => Math.max(top, value), 0));
}

function above(evidence: Float32Array, level: number): Uint8Array {
  return Uint8Array.from(evidence, (value) => (value >= level ? 1 : 0));
}
