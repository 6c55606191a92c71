/** One point of a curve. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Area under a curve by trapezoids, divided by the width it spans: the curve's mean height. Points in order of `x`.
 * NaN for fewer than two points, or no width.
 */
export function areaUnderCurve(points: readonly CurvePoint[]): number {
  let area = 0;
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (before) area += ((before.y + point.y) / 2) * (point.x - before.x);
  }
  return area / ((points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0));
}
