import { edgeMap } from '../../../core/pictures/edge-map';
import { correlationOfRanks, midranks } from '../../../core/statistics/rank-correlation';
import { type GreyPicture, greyOf, structuralSimilarity } from '../../../core/pictures/structural-similarity';
import { type CheckTools, type DrawnMap, drawSubject } from './check-tools';
import type { Subject } from './subject';

/** How alike two maps' sizes are. */
export interface Likeness {
  /** Spearman's rank correlation, -1..1; null where one of the maps is the same everywhere. */
  readonly spearman: number | null;
  /** Structural similarity, -1..1. */
  readonly ssim: number;
}

/** A map ready to be compared: ranking it once is the dear part. */
export interface Comparable {
  readonly ranks: Float64Array;
  readonly grey: GreyPicture;
}

/** The map of the trained network, and the edge detector's of the same photo. */
export interface Original {
  readonly map: DrawnMap;
  readonly edges: Float32Array<ArrayBuffer>;
  readonly comparable: Comparable;
  readonly comparableEdges: Comparable;
  /** How much the map itself looks like the photo's edges. */
  readonly likeEdges: Likeness;
}

/** The map after `layers` layers from the top were drawn anew, against the original. */
export interface CascadePoint {
  readonly layers: number;
  readonly map: DrawnMap;
  readonly likeness: Likeness;
  /** The control: edges of the picture that this network was given, against the edges before. */
  readonly control: Likeness;
}

/** Ranks and grey values of a map's sizes. */
export function comparable(sizes: Float32Array, width: number, height: number): Comparable {
  return { ranks: midranks(sizes), grey: greyOf(sizes, width, height) };
}

export function likeness(a: Comparable, b: Comparable): Likeness {
  return {
    spearman: correlationOfRanks(a.ranks, b.ranks),
    ssim: structuralSimilarity(a.grey, b.grey),
  };
}

/** Draws the trained network's map and finds the photo's edges. */
export async function drawOriginal(
  subject: Subject,
  tools: Pick<CheckTools, 'drawMap' | 'signal'>,
): Promise<Original> {
  const { width, height } = subject.image;
  const map = await drawSubject(subject, tools);
  const edges = edgeMap(map.input, width, height);
  const own = comparable(map.sizes, width, height);
  const comparableEdges = comparable(edges, width, height);
  return { map, edges, comparable: own, comparableEdges, likeEdges: likeness(own, comparableEdges) };
}

/** Draws the map with `layers` layers drawn anew and compares it. No layers: the trained network once more. */
export async function drawPoint(
  subject: Subject,
  original: Original,
  layers: number,
  tools: Pick<CheckTools, 'drawMap' | 'signal'>,
): Promise<CascadePoint> {
  const { width, height } = subject.image;
  const map = await drawSubject(subject, tools, { layers, seed: subject.seed });
  return {
    layers,
    map,
    likeness: likeness(original.comparable, comparable(map.sizes, width, height)),
    control: likeness(original.comparableEdges, comparable(edgeMap(map.input, width, height), width, height)),
  };
}

/** Up to this many depths are all drawn; deeper networks are sampled, closely at the top. */
const MOST_DEPTHS = 26;

/** How many layers to redraw, one map each: 0, every number up to all of them, or about 26 spaced by ratios. */
export function cascadeDepths(layers: number): readonly number[] {
  if (layers <= MOST_DEPTHS) return Array.from({ length: layers + 1 }, (_, k) => k);
  const spaced = Array.from({ length: MOST_DEPTHS }, (_, i) => Math.round(layers ** (i / (MOST_DEPTHS - 1))));
  return [...new Set([0, ...spaced])];
}

/** Draws the points that are still missing, in order of depth. */
export async function fillCascade(
  subject: Subject,
  original: Original,
  known: ReadonlyMap<number, CascadePoint>,
  tools: CheckTools,
  onPoint: (point: CascadePoint) => void,
): Promise<void> {
  const missing = cascadeDepths(subject.layers.length).filter((layers) => !known.has(layers));
  for (const [done, layers] of missing.entries()) {
    tools.progress(done, missing.length);
    onPoint(await drawPoint(subject, original, layers, tools));
  }
  tools.progress(missing.length, missing.length);
}
