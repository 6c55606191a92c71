import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../../../src/core/localisation/box.ts';
import type { Random } from '../../../src/core/random/random.ts';
import { createRandom } from '../../../src/core/random/seeded-random.ts';
import { SAMPLES } from '../../../src/page/photo/samples.ts';
import { opaqueBox, readRgba, resampled, type Rgba } from './pixels.ts';

/** A drawn object on textured ground, and where it is. */
export interface Scene {
  readonly className: string;
  /** Around the object's pixels that are at least half opaque. */
  readonly box: Box;
  /** RGBA bytes, alpha 255. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Longest side of the object as a share of the picture. */
const [SMALLEST, LARGEST] = [0.4, 0.7];
const OCTAVES = [4, 8, 16, 32, 64];

/**
 * Square pictures of `side` pixels: each of the sixteen drawn objects `each` times, at a random size and place on ground of
 * random colours and roughness, some of them mirrored. The same seed gives the same bytes.
 */
export function generatedSet(side: number, each: number, seed: number): Scene[] {
  const random = createRandom(seed);
  return SAMPLES.flatMap(({ id, className }) => {
    const object = readRgba(readFileSync(join(import.meta.dirname, 'objects', `${id}.png`)));
    return Array.from({ length: each }, () => scene(className, object, side, random));
  });
}

function scene(className: string, object: Rgba, side: number, random: Random): Scene {
  const pixels = texturedGround(side, random);
  const scale =
    (side * (SMALLEST + (LARGEST - SMALLEST) * random.uniform())) / Math.max(object.width, object.height);
  const size = { width: Math.round(object.width * scale), height: Math.round(object.height * scale) };
  const [x, y] = [random.integer(0, side - size.width), random.integer(0, side - size.height)];
  const mirrored = random.uniform() < 0.5;
  const small = resampled(object, [0, 0, object.width, object.height], size);
  const pasted = mirrored ? mirror(small) : small;
  for (let j = 0; j < size.height; j++) {
    for (let i = 0; i < size.width; i++) {
      const [from, to] = [4 * (j * size.width + i), 4 * ((y + j) * side + x + i)];
      const alpha = pasted.data[from + 3]! / 255;
      for (let c = 0; c < 3; c++) {
        pixels[to + c] = Math.round(alpha * pasted.data[from + c]! + (1 - alpha) * pixels[to + c]!);
      }
    }
  }
  const [left, top, right, bottom] = opaqueBox(pasted);
  return { className, pixels, box: { x: x + left, y: y + top, width: right - left, height: bottom - top } };
}

/** Two colours mixed by value noise of several octaves, each half as strong as the one before or nearly so. */
function texturedGround(side: number, random: Random): Uint8ClampedArray<ArrayBuffer> {
  const colour = (): number[] => {
    const grey = random.integer(60, 195);
    return Array.from({ length: 3 }, () => grey + random.integer(-50, 50));
  };
  const [one, other] = [colour(), colour()];
  const roughness = 0.45 + 0.35 * random.uniform();
  const noise = new Float32Array(side * side);
  OCTAVES.forEach((cells, octave) => {
    const knots = random.normals((cells + 1) ** 2);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const [u, v] = [(x / side) * cells, (y / side) * cells];
        const [i, j] = [Math.floor(u), Math.floor(v)];
        const knot = (di: number, dj: number): number => knots[(j + dj) * (cells + 1) + i + di]!;
        const [s, t] = [smoothStep(u - i), smoothStep(v - j)];
        const upper = knot(0, 0) * (1 - s) + knot(1, 0) * s;
        const lower = knot(0, 1) * (1 - s) + knot(1, 1) * s;
        noise[y * side + x]! += roughness ** octave * (upper * (1 - t) + lower * t);
      }
    }
  });
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  noise.forEach((value, i) => {
    const share = 1 / (1 + Math.exp(-1.5 * value));
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = Math.round(share * one[c]! + (1 - share) * other[c]!);
  });
  return pixels;
}

const smoothStep = (t: number): number => t * t * (3 - 2 * t);

function mirror({ width, height, data }: Rgba): Rgba {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 4 * (y * width + x);
      turned.set(data.subarray(from, from + 4), 4 * (y * width + width - 1 - x));
    }
  }
  return { width, height, data: turned };
}
