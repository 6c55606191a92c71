import { describe, expect, it } from 'vitest';
import { fitColours } from '../../../../src/core/localisation/colour-mixture';
import { separation } from '../../../../src/core/localisation/colour-separation';
import { growByColour } from '../../../../src/core/localisation/grow-by-colour';
import { type BoxRecipe, locate } from '../../../../src/core/localisation/locate';
import { createRandom } from '../../../../src/core/random/seeded-random';

const SIZE = { width: 40, height: 30 };
const COUNT = SIZE.width * SIZE.height;
/** The object of the test pictures. */
const OBJECT = { x: 8, y: 6, width: 16, height: 14 };
const inside = (i: number): boolean => {
  const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
  return x >= OBJECT.x && x < OBJECT.x + OBJECT.width && y >= OBJECT.y && y < OBJECT.y + OBJECT.height;
};

/** A reddish object of two tones on noisy green-grey ground. */
function picture(): Uint8ClampedArray<ArrayBuffer> {
  const random = createRandom(3);
  const pixels = new Uint8ClampedArray(COUNT * 4).fill(255);
  for (let i = 0; i < COUNT; i++) {
    const stripe = i % SIZE.width < OBJECT.x + 8;
    const colour = inside(i) ? (stripe ? [190, 60, 50] : [120, 30, 40]) : [90, 120, 95];
    colour.forEach((value, c) => (pixels[4 * i + c] = value + 12 * random.normal()));
  }
  return pixels;
}

/** A map that knows but a spot within the object. */
const spot = Float32Array.from({ length: COUNT }, (_, i) =>
  Math.exp(-(((i % SIZE.width) - 16) ** 2 + (Math.floor(i / SIZE.width) - 12) ** 2) / 18),
);
const recipe = (patch: Partial<BoxRecipe> = {}): BoxRecipe => ({
  masking: 'threshold',
  threshold: 50,
  smoothing: 0,
  boxes: 1,
  ...patch,
});

describe('boxes from a map', () => {
  it('lie around what is above the share of the maximum', () => {
    const map = new Float32Array(COUNT).fill(0.1);
    for (let i = 0; i < COUNT; i++) if (inside(i)) map[i] = 1;
    const { found, mask } = locate(map, SIZE, recipe(), picture());
    expect(found.map(({ box }) => box)).toEqual([OBJECT]);
    expect([...mask.keys()].every((i) => (mask[i] === 1) === inside(i))).toBe(true);
    const total = OBJECT.width * OBJECT.height * 1 + (COUNT - OBJECT.width * OBJECT.height) * 0.1;
    expect(found[0]?.share).toBeCloseTo((OBJECT.width * OBJECT.height) / total, 5);
  });

  it('shrink as the threshold rises', () => {
    const areas = [10, 30, 50, 80].map((threshold) => {
      const { box } = locate(spot, SIZE, recipe({ threshold }), picture()).found[0]!;
      return box.width * box.height;
    });
    expect(areas).toEqual(areas.toSorted((a, b) => b - a));
    expect(areas[0]).toBeGreaterThan(areas[3]! * 2);
  });

  it('come in order of weight, no more than asked for, without crumbs', () => {
    const map = new Float32Array(COUNT);
    for (const [x, value] of [
      [2, 3],
      [12, 5],
      [22, 4],
      [32, 0.3],
    ] as const) {
      for (let y = 3; y < 9; y++) map[y * SIZE.width + x] = value;
    }
    const lefts = (boxes: number): number[] =>
      locate(map, SIZE, recipe({ boxes, threshold: 5 }), picture()).found.map(({ box }) => box.x);
    expect(lefts(1)).toEqual([12]);
    expect(lefts(2)).toEqual([12, 22]);
    expect(lefts(8)).toEqual([12, 22, 2]);
  });

  it('leave out what speaks against the class', () => {
    const map = Float32Array.from({ length: COUNT }, (_, i) => (inside(i) ? 1 : -9));
    expect(locate(map, SIZE, recipe(), picture()).found[0]?.box).toEqual(OBJECT);
  });

  it.each(['threshold', 'otsu', 'grow'] as const)('are none in an empty map (%s)', (masking) => {
    for (const map of [new Float32Array(COUNT), new Float32Array(COUNT).fill(-1)]) {
      const { found, mask } = locate(map, SIZE, recipe({ masking }), picture());
      expect(found).toEqual([]);
      expect(mask.some((value) => value !== 0)).toBe(false);
    }
  });

  it('leave the map and the pixels as they were', () => {
    const [map, pixels] = [Float32Array.from(spot), picture()];
    locate(map, SIZE, recipe({ masking: 'grow', smoothing: 5 }), pixels);
    expect(map).toEqual(spot);
    expect(pixels).toEqual(picture());
  });
});

describe('growing by colour', () => {
  it('gives way to the map’s strongest part where the object’s colours reach all around', () => {
    const random = createRandom(5);
    const framed = new Uint8ClampedArray(COUNT * 4).fill(255);
    const hole = (i: number): boolean => {
      const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
      return x >= 22 && x < 38 && y > 2 && y < 28;
    };
    for (let i = 0; i < COUNT; i++) {
      const colour = hole(i) ? [60, 160, 70] : [190, 60, 50];
      colour.forEach((value, c) => (framed[4 * i + c] = value + 6 * random.normal()));
    }
    const map = spot.map((value, i) => value + (hole(i) ? 0 : 0.2));
    const { givenUp, found } = locate(map, SIZE, recipe({ masking: 'grow' }), framed);
    expect(givenUp).toBe('spread');
    expect(found[0]!.box).toEqual(locate(map, SIZE, recipe({ threshold: 25 }), framed).found[0]!.box);
    expect(locate(spot, SIZE, recipe({ masking: 'grow' }), picture()).givenUp).toBeNull();
  });

  it('keeps an object that nearly fills the picture', () => {
    const random = createRandom(6);
    const filled = new Uint8ClampedArray(COUNT * 4).fill(255);
    const oval = (i: number): boolean =>
      ((i % SIZE.width) - 19.5) ** 2 / 20 ** 2 + (Math.floor(i / SIZE.width) - 15.5) ** 2 / 14 ** 2 <= 1;
    for (let i = 0; i < COUNT; i++) {
      const colour = oval(i) ? [190, 60, 50] : [60, 160, 70];
      colour.forEach((value, c) => (filled[4 * i + c] = value + 6 * random.normal()));
    }
    const map = spot.map((value, i) => value + (oval(i) ? 0.2 : 0));
    const { givenUp, found } = locate(map, SIZE, recipe({ masking: 'grow' }), filled);
    expect(givenUp).toBeNull();
    expect(found[0]!.box).toEqual({ x: 0, y: 2, width: 40, height: 28 });
  });

  it('gives way to the map’s strongest part where object and ground are of the same colours', () => {
    const random = createRandom(7);
    const grass = new Uint8ClampedArray(COUNT * 4).fill(255);
    for (let i = 0; i < COUNT; i++) {
      [90, 130, 60].forEach((value, c) => (grass[4 * i + c] = value + 30 * random.normal()));
    }
    const { givenUp, found } = locate(spot, SIZE, recipe({ masking: 'grow' }), grass);
    expect(givenUp).toBe('shared');
    expect(found).toEqual(locate(spot, SIZE, recipe({ threshold: 25 }), grass).found);
  });

  it('finds the object’s edges from a spot within it, where a threshold finds the spot', () => {
    const grown = locate(spot, SIZE, recipe({ masking: 'grow' }), picture()).found[0]!.box;
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs(grown[side] - OBJECT[side])).toBeLessThanOrEqual(1);
    }
    const plain = locate(spot, SIZE, recipe(), picture()).found[0]!.box;
    expect(plain.width).toBeLessThan(OBJECT.width - 4);
  });

  it('gives the same mask every time, and none for a constant map', () => {
    expect(growByColour(picture(), spot, SIZE)).toEqual(growByColour(picture(), spot, SIZE));
    expect(
      growByColour(picture(), new Float32Array(COUNT).fill(1), SIZE).mask.some((value) => value > 0),
    ).toBe(false);
  });

  it('stands a picture of one colour: it says where the map is', () => {
    const grey = new Uint8ClampedArray(COUNT * 4).fill(128);
    const { mask, separation: parted } = growByColour(grey, spot, SIZE);
    expect(parted).toBe(0.5);
    const [strongest, weakest] = [12 * SIZE.width + 16, 29 * SIZE.width + 39];
    expect(mask[strongest]).toBe(1);
    expect(mask[weakest]).toBe(0);
  });
});

describe('how well a number parts two groups', () => {
  it('is the share of pairs in the right order, ties counting half', () => {
    expect(separation([3, 4], [1, 2])).toBe(1);
    expect(separation([1, 2], [3, 4])).toBe(0);
    expect(separation([5, 5], [5, 5, 5])).toBe(0.5);
    expect(separation([1, 3], [2, 2])).toBe(0.5);
    expect(separation([2, 4, 6], [1, 4])).toBeCloseTo(4.5 / 6, 12);
  });
});

describe('a mixture of colours', () => {
  const places = Int32Array.from({ length: COUNT }, (_, i) => i);

  it('finds two heaps of colours: each is far likelier than what lies between', () => {
    const pixels = new Uint8ClampedArray(COUNT * 4);
    const random = createRandom(1);
    for (let i = 0; i < COUNT; i++) {
      for (let c = 0; c < 3; c++) pixels[4 * i + c] = (i % 3 === 0 ? 40 : 200) + 10 * random.normal();
    }
    pixels.set([40, 40, 40, 255, 200, 200, 200, 255, 120, 120, 120, 255]);
    const { logDensity } = fitColours(pixels, places, 2);
    expect(logDensity(0)).toBeGreaterThan(logDensity(2) + 10);
    expect(logDensity(1)).toBeGreaterThan(logDensity(2) + 10);
    // A third of the places against two thirds, alike in spread.
    expect(logDensity(1) - logDensity(0)).toBeCloseTo(Math.log(2), 0);
  });

  it('is a density: over every colour on a coarse grid it sums to about 1', () => {
    const pixels = picture();
    const grid: number[] = [];
    for (let r = 0; r < 256; r += 8)
      for (let g = 0; g < 256; g += 8) for (let b = 0; b < 256; b += 8) grid.push(r, g, b, 255);
    const both = new Uint8ClampedArray(pixels.length + grid.length);
    both.set(pixels);
    both.set(grid, pixels.length);
    const { logDensity } = fitColours(both, places, 5);
    let sum = 0;
    for (let i = 0; i < grid.length / 4; i++) sum += Math.exp(logDensity(COUNT + i)) * 8 ** 3;
    expect(sum).toBeGreaterThan(0.9);
    expect(sum).toBeLessThan(1.1);
  });

  it('stands fewer places than blobs', () => {
    const { logDensity } = fitColours(picture(), Int32Array.from([5, 6]), 5);
    expect(Number.isFinite(logDensity(5))).toBe(true);
  });
});
