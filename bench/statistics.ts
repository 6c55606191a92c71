/** Middle of some numbers and the quarter below and above it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Median and quartiles, interpolated; NaN for none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => {
    const place = part * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? NaN;
    const above = sorted[Math.ceil(place)] ?? NaN;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75), count: values.length };
}

/** Something that can be timed again and again: gives milliseconds. */
export type Timer = () => Promise<number>;

export interface InterleaveOptions {
  readonly repeats: number;
  /** Rounds stop once this much time is gone; every timer has had one turn by then. */
  readonly budgetMs: number;
  /** A timer that takes longer than this has one turn only. */
  readonly onceAboveMs: number;
  readonly now: () => number;
}

/** Times several things in turn, round after round, so that a busy moment of the machine falls on all of them. */
export async function interleaved<K extends string>(
  timers: Readonly<Record<K, Timer>>,
  { repeats, budgetMs, onceAboveMs, now }: InterleaveOptions,
): Promise<Record<K, Spread>> {
  const names = Object.keys(timers) as K[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  const from = now();
  for (let round = 0; round < repeats && (round === 0 || now() - from < budgetMs); round++) {
    for (const name of names) {
      if ((values[name][0] ?? 0) > onceAboveMs) continue;
      values[name].push(await timers[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, spreadOf(values[name])])) as Record<K, Spread>;
}
