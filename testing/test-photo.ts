import { createRandom } from '../src/core/random/seeded-random';
import type { Picture } from './png-pixels';

/** A picture with something to see: a sky-to-ground gradient with soft coloured discs. The same seed gives the same bytes. */
export function makeTestPhoto(seed: number, width: number, height: number): Picture {
  const random = createRandom(seed);
  const discs = Array.from({ length: 6 }, () => ({
    x: random.uniform() * width,
    y: random.uniform() * height,
    radius: (0.08 + 0.2 * random.uniform()) * Math.min(width, height),
    colour: [random.integer(0, 255), random.integer(0, 255), random.integer(0, 255)] as const,
  }));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const down = y / height;
      let colour: readonly number[] = [90 + 60 * down, 140 - 20 * down, 220 - 150 * down];
      for (const disc of discs) {
        const edge = disc.radius - Math.hypot(x - disc.x, y - disc.y);
        const cover = Math.min(Math.max(edge / 4, 0), 1);
        colour = colour.map((value, c) => value + (disc.colour[c]! - value) * cover);
      }
      data.set(colour, (y * width + x) * 4);
    }
  }
  return { width, height, data };
}
