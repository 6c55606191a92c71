type Colour = readonly [red: number, green: number, blue: number];

/**
 * The curve through a scheme's colours, `#rrggbb`, as d3 draws it (a uniform cubic B-spline whose ends go on straight): a function from
 * [0, 1] to red, green and blue, whole in [0, 255]. d3's own brings a parser of all of CSS's colours, which the first map would wait for.
 */
export function colourSpline(scheme: readonly string[]): (t: number) => Colour {
  const [red, green, blue] = [1, 3, 5].map((from) =>
    spline(scheme.map((hex) => Number.parseInt(hex.slice(from, from + 2), 16))),
  );
  const byte = (curve: ((t: number) => number) | undefined, t: number): number =>
    Math.min(255, Math.max(0, Math.round(curve?.(t) ?? 0)));
  return (t) => [byte(red, t), byte(green, t), byte(blue, t)];
}

function spline(values: readonly number[]): (t: number) => number {
  const pieces = values.length - 1;
  /** Beyond the ends, as far behind as the second stands before. */
  const at = (i: number): number => {
    const inside = values[i];
    if (inside !== undefined) return inside;
    return i < 0 ? 2 * at(0) - at(1) : 2 * at(pieces) - at(pieces - 1);
  };
  return (t) => {
    const i = Math.min(pieces - 1, Math.floor(t * pieces));
    const x = (t - i / pieces) * pieces;
    const [x2, x3] = [x * x, x * x * x];
    return (
      ((1 - 3 * x + 3 * x2 - x3) * at(i - 1) +
        (4 - 6 * x2 + 3 * x3) * at(i) +
        (1 + 3 * x + 3 * x2 - 3 * x3) * at(i + 1) +
        x3 * at(i + 2)) /
      6
    );
  };
}
