/** A place on the paper: [0, 1] from left to right and from top to bottom. */
export interface InkPoint {
  readonly x: number;
  readonly y: number;
}
export type Stroke = readonly InkPoint[];

/** MNIST's digits fill 20 of 28 pixels, and lie with their ink's centre in the middle. http://yann.lecun.com/exdb/mnist/ */
export const FILLED = 20 / 28;
/** Less than this apart is a dot, which is not stretched. */
const LEAST_EXTENT = 0.12;

/**
 * The strokes as MNIST's digits lie: as large as they may be in 20 of 28 pixels, `ink` (their width, of the paper's side)
 * included, with the centre of their ink in the middle. A dot keeps its size.
 */
export function centredStrokes(strokes: readonly Stroke[], ink: number): readonly Stroke[] {
  const points = strokes.flat();
  if (points.length === 0) return strokes;
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const extent = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const scale = extent < LEAST_EXTENT ? 1 : (FILLED - ink) / extent;
  const { x: middleX, y: middleY } = inkCentre(strokes);
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: 0.5 + (x - middleX) * scale, y: 0.5 + (y - middleY) * scale })),
  );
}

/** The mean place along the strokes, each part as heavy as it is long. */
function inkCentre(strokes: readonly Stroke[]): InkPoint {
  let [length, x, y] = [0, 0, 0];
  for (const stroke of strokes) {
    stroke.forEach((to, i) => {
      const from = stroke[i - 1] ?? to;
      // A dot has a little ink of its own.
      const part = Math.hypot(to.x - from.x, to.y - from.y) + 1e-6;
      length += part;
      x += (part * (from.x + to.x)) / 2;
      y += (part * (from.y + to.y)) / 2;
    });
  }
  return { x: x / length, y: y / length };
}
