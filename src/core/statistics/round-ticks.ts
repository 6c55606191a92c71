/** About `most` round numbers from `low` to `high`, both within the axis that they span; ends included. */
export function roundTicks(low: number, high: number, most = 4): number[] {
  const span = Math.max(high - low, 1e-6);
  const raw = span / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(10)));
}
