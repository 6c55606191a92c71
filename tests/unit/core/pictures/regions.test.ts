import { describe, expect, it } from 'vitest';
import { createSegmenter } from '../../../../src/core/pictures/felzenszwalb';
import { createRegionRanking, dilatedRegions } from '../../../../src/core/pictures/regions';
import { createRandom } from '../../../../src/core/random/seeded-random';

const SIZE = { height: 24, width: 30 };
const PIXELS = SIZE.height * SIZE.width;
const at = (y: number, x: number) => y * SIZE.width + x;

/** Left half dark, right half bright, with a bright square in the dark; a little noise on all of it. */
function scene(noise: number): Float32Array {
  const random = createRandom(2);
  return Float32Array.from({ length: PIXELS * 3 }, (_, i) => {
    const [y, x] = [Math.floor(i / 3 / SIZE.width), Math.floor(i / 3) % SIZE.width];
    const inSquare = y >= 8 && y < 16 && x >= 3 && x < 11;
    return (x >= 15 ? 1 : inSquare ? 0.6 : -1) + noise * random.normal();
  });
}

const count = (labels: Int32Array) => new Set(labels).size;

describe('graph-based segmentation', () => {
  it('finds the parts of a scene, each in one piece', () => {
    const labels = createSegmenter(scene(0.02), SIZE).segment(1, 10);
    expect(count(labels)).toBe(3);
    const [dark, square, bright] = [labels[at(0, 0)], labels[at(10, 5)], labels[at(3, 20)]];
    expect(new Set([dark, square, bright]).size).toBe(3);
    for (let y = 0; y < SIZE.height; y++) {
      for (let x = 0; x < SIZE.width; x++) {
        const inSquare = y >= 8 && y < 16 && x >= 3 && x < 11;
        expect(labels[at(y, x)]).toBe(x >= 15 ? bright : inSquare ? square : dark);
      }
    }
  });

  it('cuts coarser with a larger scale, and never smaller than the smallest size', () => {
    const { segment } = createSegmenter(scene(0.3), SIZE);
    const counts = [0.05, 0.5, 5].map((scale) => count(segment(scale, 1)));
    expect(counts[0]).toBeGreaterThan(counts[1]!);
    expect(counts[1]).toBeGreaterThanOrEqual(counts[2]!);
    const labels = segment(0.05, 20);
    const areas = new Map<number, number>();
    for (const label of labels) areas.set(label, (areas.get(label) ?? 0) + 1);
    expect(areas.size).toBeGreaterThan(2);
    expect(Math.min(...areas.values())).toBeGreaterThanOrEqual(20);
    expect([...areas.keys()].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: areas.size }, (_, i) => i),
    );
  });

  it('makes one segment of a flat picture', () => {
    expect(count(createSegmenter(new Float32Array(PIXELS * 3), SIZE).segment(0.1, 5))).toBe(1);
  });
});

describe('dilated regions', () => {
  const labels = Int32Array.from({ length: PIXELS }, (_, i) => (i % SIZE.width < 15 ? 0 : 1));

  it('are the segments themselves at radius 0', () => {
    const [left, right] = dilatedRegions(labels, SIZE, 0);
    expect([...left!]).toEqual([...labels.keys()].filter((i) => labels[i] === 0));
    expect(left!.length + right!.length).toBe(PIXELS);
  });

  it('reach over the border by the radius, and hold no pixel twice', () => {
    const [left, right] = dilatedRegions(labels, SIZE, 3);
    expect(new Set(left).size).toBe(left!.length);
    expect(left!.length).toBe(SIZE.height * 18);
    expect(right!.length).toBe(SIZE.height * 18);
    expect(Math.max(...left!.map((pixel) => pixel % SIZE.width))).toBe(17);
  });
});

describe('ranking regions', () => {
  it('takes the densest part first, then what the others add', () => {
    // Six pixels in a row; the first region overlaps the second.
    const regions = [Int32Array.of(0, 1, 2), Int32Array.of(2, 3, 4, 5), Int32Array.of(5)];
    const { rank } = createRegionRanking(regions, 6, 1);
    expect([...rank([6, 3, 3, 1, 1, 1])]).toEqual([4, 4, 4, 1, 1, 1]);
    // Region 2 is densest; then region 1 without pixel 5; then what is left of region 0.
    expect([...rank([0, 0, 3, 3, 3, 9])]).toEqual([0, 0, 3, 3, 3, 9]);
    expect([...rank([0, -3, -3, -3, -3, -3])]).toEqual([-2, -2, -2, -3, -3, -3]);
  });

  it('gives what no region adds enough of its own mean, and keeps the sum', () => {
    const regions = [Int32Array.of(0, 1, 2, 3), Int32Array.of(4), Int32Array.of(2, 3, 4, 5)];
    const map = createRegionRanking(regions, 7, 3).rank([5, 5, 5, 5, 100, 2, 6]);
    // The third region comes first; then the first would add 2 pixels, which are too few, as is the second as a whole.
    const rest = Math.fround(16 / 3);
    expect([...map]).toEqual([rest, rest, 28, 28, 28, 28, rest]);
    const values = createRandom(9).normals(PIXELS);
    const labels = createSegmenter(scene(0.3), SIZE).segment(0.05, 5);
    const ranked = createRegionRanking(dilatedRegions(labels, SIZE, 2), PIXELS, 8).rank(values);
    const sum = (map: Float32Array) => map.reduce((a, b) => a + b, 0);
    expect(sum(ranked)).toBeCloseTo(sum(values), 3);
  });
});
