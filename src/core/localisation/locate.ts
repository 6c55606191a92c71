import { blurPlane } from '../blur-plane';
import type { Box } from './box';
import { findComponents } from './components';
import { growByColour } from './grow-by-colour';
import type { Size } from '../map-size';
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
  /** Whether colours told nothing apart, so that `SPREAD_THRESHOLD` made the mask. */
  readonly spread: boolean;
  /** Best first: by the sum of the map over the patch. Empty where the map is. */
  readonly found: readonly Found[];
  /** `height * width`, 1 inside the patches that were kept. */
  readonly mask: Uint8Array<ArrayBuffer>;
}

/** Colours that grow to a box over more than this share of the picture do not tell the object from its ground. */
export const SPREAD = 0.85;
/** The share of the map's maximum that is boxed then. */
export const SPREAD_THRESHOLD = 0.25;

/** A patch with less of the mask's evidence than this is not boxed, unless it is the only one. */
const LEAST_SHARE = 0.05;

/**
 * Boxes from a map (`height * width` row-major): what speaks against the class (below 0) is left out, the rest smoothed,
 * masked, cut into 8-connected patches; the patches with most of the map in them are boxed. `pixels` (RGBA bytes of the
 * same size) is what colours grow on; where they spread over the whole picture the map's strongest part is boxed instead.
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
  if (!(total > 0)) return { spread: false, found: [], mask: new Uint8Array(map.length) };
  let patches = findComponents(maskOf(evidence, size, recipe, pixels), evidence, size);
  const [heaviest] = patches.components;
  const spread =
    recipe.masking === 'grow' &&
    heaviest !== undefined &&
    heaviest.box.width * heaviest.box.height > SPREAD * map.length;
  if (spread) patches = findComponents(aboveShare(evidence, SPREAD_THRESHOLD), evidence, size);
  const { components, labels } = patches;
  const inside = components.reduce((sum, { mass }) => sum + mass, 0);
  const kept = components
    .slice(0, recipe.boxes)
    .filter(({ mass }, place) => place === 0 || mass >= LEAST_SHARE * inside);
  const keptLabels = new Set(kept.map(({ label }) => label));
  return {
    spread,
    found: kept.map(({ box, mass, area }) => ({ box, share: mass / total, area })),
    mask: Uint8Array.from(labels, (label) => (keptLabels.has(label) ? 1 : 0)),
  };
}

function maskOf(
  evidence: Float32Array,
  size: Size,
  { masking, threshold }: BoxRecipe,
  pixels: Uint8ClampedArray,
): Uint8Array {
  switch (masking) {
    case 'threshold':
      return aboveShare(evidence, threshold / 100);
    case 'otsu':
      return above(evidence, otsuLevel(evidence));
    case 'grow':
      return growByColour(pixels, evidence, size);
    default:
      return masking satisfies never;
  }
}

function aboveShare(evidence: Float32Array, share: number): Uint8Array {
  return above(evidence, share * evidence.reduce((top, value) => Math.max(top, value), 0));
}

function above(evidence: Float32Array, level: number): Uint8Array {
  return Uint8Array.from(evidence, (value) => (value >= level ? 1 : 0));
}
