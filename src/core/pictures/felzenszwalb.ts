import type { Size } from './size';

/** Pairs of neighbouring pixels, the most alike first. */
interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
}

/** Cuts one picture into segments, coarser or finer. */
export interface Segmenter {
  /**
   * Segment number of every pixel, from 0. A larger `scale` gives larger segments; none has fewer than `minSize` pixels.
   */
  readonly segment: (scale: number, minSize: number) => Int32Array<ArrayBuffer>;
}

/**
 * Graph-based segmentation of a picture of `height * width * channels` floats (smooth it first): two segments become one
 * where the step between them is no larger than the steps inside them, give or take `scale` over their size. 8 neighbours.
 * Felzenszwalb, Huttenlocher 2004, https://doi.org/10.1023/B:VISI.0000022288.19776.77
 */
export function createSegmenter(picture: Float32Array, size: Size): Segmenter {
  const edges = sortedEdges(picture, size);
  const pixels = size.height * size.width;
  return {
    segment(scale, minSize) {
      const parent = Int32Array.from({ length: pixels }, (_, i) => i);
      const area = new Int32Array(pixels).fill(1);
      const inside = new Float64Array(pixels);
      forEachStep(edges, parent, (a, b, cost) => {
        const allowed = Math.min(
          (inside[a] as number) + scale / (area[a] as number),
          (inside[b] as number) + scale / (area[b] as number),
        );
        if (cost < allowed) inside[join(parent, area, a, b)] = cost;
      });
      forEachStep(edges, parent, (a, b) => {
        if ((area[a] as number) < minSize || (area[b] as number) < minSize) join(parent, area, a, b);
      });
      return numbered(parent);
    },
  };
}

/** Calls back with the roots of both ends of each edge that still lies between two segments. */
function forEachStep(
  { from, to, cost }: Edges,
  parent: Int32Array,
  visit: (a: number, b: number, cost: number) => void,
): void {
  for (let i = 0; i < cost.length; i++) {
    const a = root(parent, from[i] as number);
    const b = root(parent, to[i] as number);
    if (a !== b) visit(a, b, cost[i] as number);
  }
}

function root(parent: Int32Array, pixel: number): number {
  let at = pixel;
  while (parent[at] !== at) {
    const above = parent[at] as number;
    parent[at] = parent[above] as number;
    at = parent[at] as number;
  }
  return at;
}

/** The root of the joined segment. */
function join(parent: Int32Array, area: Int32Array, a: number, b: number): number {
  const [large, small] = (area[a] as number) >= (area[b] as number) ? [a, b] : [b, a];
  parent[small] = large;
  area[large] = (area[large] as number) + (area[small] as number);
  return large;
}

function numbered(parent: Int32Array): Int32Array<ArrayBuffer> {
  const numbers = new Map<number, number>();
  return Int32Array.from(parent, (_, pixel) => {
    const at = root(parent, pixel);
    const number = numbers.get(at) ?? numbers.size;
    numbers.set(at, number);
    return number;
  });
}

const NEIGHBOURS = [
  [0, 1],
  [1, 0],
  [1, 1],
  [1, -1],
] as const;

function sortedEdges(picture: Float32Array, { height, width }: Size): Edges {
  const channels = picture.length / (height * width);
  const from: number[] = [];
  const to: number[] = [];
  const cost: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (const [down, right] of NEIGHBOURS) {
        if (y + down >= height || x + right < 0 || x + right >= width) continue;
        const a = y * width + x;
        const b = a + down * width + right;
        let square = 0;
        for (let c = 0; c < channels; c++)
          square += ((picture[a * channels + c] as number) - (picture[b * channels + c] as number)) ** 2;
        from.push(a);
        to.push(b);
        cost.push(Math.sqrt(square));
      }
    }
  }
  const order = sortedIndices(cost);
  return {
    from: Int32Array.from(order, (i) => from[i] as number),
    to: Int32Array.from(order, (i) => to[i] as number),
    cost: Float64Array.from(order, (i) => cost[i] as number),
  };
}

/** Indices of `values` (0 or more), smallest value first; of equals the first. Sorted as plain numbers: a callback would take ten times as long. */
function sortedIndices(values: readonly number[]): Float64Array {
  const room = 2 ** Math.ceil(Math.log2(values.length + 1));
  // The bits of a positive float32, read as a whole number, rise with it.
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  const keys = Float64Array.from(values, (_, i) => (bits[i] as number) * room + i).sort();
  return keys.map((key) => key % room);
}
