/** A probability for a person: `62 %`, `0.4 %`, `< 0.1 %`, `99.97 %`. A softmax is never 0 or 1, whatever float32 rounds it to. */
export function percent(probability: number): string {
  const value = probability * 100;
  if (!Number.isFinite(value)) return '–';
  if (value < 0.1) return '< 0.1 %';
  if (value > 99.99) return '> 99.99 %';
  if (value < 10) return `${value.toFixed(1)} %`;
  if (value > 99) return `${value.toFixed(2)} %`;
  return `${value.toFixed(0)} %`;
}

/** A number with about three significant digits, as people read it. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  if (size >= 0.001) return String(Number(value.toPrecision(3)));
  return value.toExponential(1);
}

/** A stretch of time: `4 s`, `2 min 10 s`, `1 h 5 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bytes in the unit a person expects: `4.9 MB`. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 1e6) return `${(count / 1e3).toFixed(0)} kB`;
  if (count < 1e9) return `${(count / 1e6).toFixed(1)} MB`;
  return `${(count / 1e9).toFixed(2)} GB`;
}

/** `1 step`, `11 steps`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
