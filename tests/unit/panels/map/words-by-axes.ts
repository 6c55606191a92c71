/** Values that something may hang on, by name, each in the order they are tried. */
export type Axes = Readonly<Record<string, readonly unknown[]>>;

/** One choice of each axis. */
export type Point = Readonly<Record<string, unknown>>;

/** More combinations than this are not all asked. */
const MOST_POINTS = 200_000;

/**
 * A line for each value of what is asked of every combination of the axes: the axes it hangs on, found by asking all of them,
 * and what it is there. Axes that change nothing are left out. Of axes too many for that, each two are combined, the others
 * standing at their first values.
 */
export function linesByAxes(axes: Axes, ask: (point: Point) => unknown): string[] {
  const names = Object.keys(axes);
  const combinations = names.reduce((product, name) => product * (axes[name]?.length ?? 1), 1);
  if (combinations > MOST_POINTS) return linesByPairs(axes, ask);
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

function linesByPairs(axes: Axes, ask: (point: Point) => unknown): string[] {
  const names = Object.keys(axes);
  const first: Point = Object.fromEntries(names.map((name) => [name, axes[name]?.[0]]));
  const at = (moved: Point): string => String(ask({ ...first, ...moved }));
  const others = (name: string): readonly unknown[] => axes[name]?.slice(1) ?? [];
  const alone = names.flatMap((name) => others(name).map((value): Point => ({ [name]: value })));
  const points = alone.flatMap((one, i) => [
    one,
    ...alone.slice(i + 1).flatMap((two) => {
      const both = { ...one, ...two };
      // Two that say nothing more together than each says alone need no line.
      const news = ![at({}), at(one), at(two)].includes(at(both));
      return Object.keys(both).length === 2 && news ? [both] : [];
    }),
  ]);
  const told = points.filter((point) => at(point) !== at({}));
  return [{}, ...told].map((point) => {
    const key = Object.entries(point)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(' ');
    return key ? `${key}: ${at(point)}` : at(point);
  });
}
