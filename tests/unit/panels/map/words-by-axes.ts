/** Values that something may hang on, by name, each in the order they are tried. */
export type Axes = Readonly<Record<string, readonly unknown[]>>;

/** One choice of each axis. */
export type Point = Readonly<Record<string, unknown>>;

/**
 * A line for each value of what is asked of every combination of the axes: the axes it hangs on, found by asking all of them,
 * and what it is there. Axes that change nothing are left out.
 */
export function linesByAxes(axes: Axes, ask: (point: Point) => unknown): string[] {
  const names = Object.keys(axes);
  const points = names.reduce<Point[]>(
    (before, name) =>
      before.flatMap((point) => (axes[name] ?? []).map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
  const answers = points.map((point) => String(ask(point)));
  const strides = names.map((_, i) =>
    names.slice(i + 1).reduce((product, name) => product * (axes[name]?.length ?? 1), 1),
  );
  const matters = names.filter((name, i) => {
    const stride = strides[i] ?? 1;
    const length = axes[name]?.length ?? 1;
    return answers.some((answer, at) => {
      const place = Math.floor(at / stride) % length;
      return place > 0 && answer !== answers[at - stride * place];
    });
  });
  const lines = new Map<string, string>();
  for (const [at, point] of points.entries()) {
    const key = matters.map((name) => `${name}=${String(point[name])}`).join(' ');
    lines.set(key, answers[at] ?? '');
  }
  return [...lines].map(([key, answer]) => (key ? `${key}: ${answer}` : answer));
}
