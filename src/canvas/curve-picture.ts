import type { PixelImage } from '../core/pictures/pixel-image';

const [WIDTH, HEIGHT, EDGE] = [144, 144, 12] as const;
const PAPER = [250, 248, 244] as const;
const FRAME = [214, 208, 198] as const;
/** Amber for the first, then what is told from it at a glance. */
const INKS = [
  [196, 120, 20],
  [70, 70, 70],
  [60, 110, 160],
  [150, 60, 90],
] as const;

/**
 * Curves as a small picture, for what has no picture of its own; each is a list of heights, 0 to 1, at even distances. Drawn on paper in
 * either theme, as a photo is.
 */
export function curvePicture(curves: readonly (readonly number[])[]): PixelImage {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  const dot = (x: number, y: number, [red, green, blue]: readonly [number, number, number]): void => {
    if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) return;
    data.set([red, green, blue, 255], 4 * (Math.round(y) * WIDTH + Math.round(x)));
  };
  for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) dot(x, y, PAPER);
  for (let x = EDGE; x < WIDTH - EDGE; x++) dot(x, HEIGHT - EDGE, FRAME);
  for (let y = EDGE; y < HEIGHT - EDGE; y++) dot(EDGE, y, FRAME);
  const high = HEIGHT - 2 * EDGE - 2;
  for (const [place, heights] of curves.entries()) {
    const ink = INKS[place % INKS.length] ?? INKS[0];
    const at = (x: number): number => {
      const exact = ((x - EDGE) / (WIDTH - 2 * EDGE - 1)) * (heights.length - 1);
      const [before = 0, after = before] = heights.slice(Math.floor(exact));
      return HEIGHT - EDGE - 1 - high * (before + (after - before) * (exact % 1));
    };
    for (let x = EDGE; x < WIDTH - EDGE; x++) {
      const [from, to] = [at(x), at(Math.min(x + 1, WIDTH - EDGE - 1))].map(Math.round) as [number, number];
      for (let y = Math.min(from, to) - 1; y <= Math.max(from, to) + 1; y++) dot(x, y, ink);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}
