import { fixed, whole, writeNumber } from '../../words/number';
import { say } from '../../words/say';

/** A probability for a person: `62 %`, `0.4 %`, `< 0.1 %`, `99.97 %`. None is ever 0 or 1, whatever float32 rounds it to. */
export function percent(probability: number): string {
  return writeNumber(englishPercent(probability));
}

function englishPercent(probability: number): string {
  const value = probability * 100;
  if (!Number.isFinite(value)) return '–';
  if (value < 0.1) return '< 0.1 %';
  if (value > 99.99) return '> 99.99 %';
  if (value < 10) return `${value.toFixed(1)} %`;
  if (value > 99) return `${value.toFixed(2)} %`;
  return `${value.toFixed(0)} %`;
}

/** A picture's size, `[height, width]`, as the page says every picture's: the width first, `128 × 96`. */
export function sides([height, width]: readonly [number, number]): string {
  return `${width} × ${height}`;
}

/** A number with about three significant digits, as people read it: `38.8`, `−0.0144`, `4.2×10⁻⁴`. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1000) return withMinus(whole(Math.round(value)));
  return size >= 0.001 ? writeNumber(withMinus(String(Number(value.toPrecision(3))))) : powerOfTen(value, 1);
}

/** A logit or another score, with as many digits in every caption: `5.00`, `−0.01`. */
export function score(value: number): string {
  return Number.isFinite(value) && Math.abs(value) < 1000 ? fixed(value, 2) : short(value);
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number with so many decimals and a power of ten: `1.24×10⁻²`, `3.72`. */
export function powerOfTen(value: number, decimals: number): string {
  const [digits = '', power = '0'] = writeNumber(value.toExponential(decimals)).split('e');
  const exponent = Number(power);
  if (exponent === 0) return withMinus(digits);
  const raised = String(Math.abs(exponent)).replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? '');
  return `${withMinus(digits)}×10${exponent < 0 ? '⁻' : ''}${raised}`;
}

/** A number's text with the sign that is as wide as a plus. */
function withMinus(text: string): string {
  return text.replace(/^-/, '−');
}

/** A stretch of time: `4 s`, `2 min 10 s`, `1 h 5 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bytes in the unit a person expects, with no more digits than they can use: `4.9 MB`, `553 MB`, `2.1 GB`. */
export function bytes(count: number): string {
  const [unit, size] = byteUnit(count);
  return `${inUnit(count, size)} ${unit}`;
}

/** How much of something has come, in one unit: `123 of 553 MB`. */
export function bytesOf(part: number, all: number): string {
  const [unit, size] = byteUnit(all);
  const digits = size === 1 || all / size >= 100 ? 0 : 1;
  return say('{part} of {whole} {unit}', {
    part: fixed(part / size, digits),
    whole: fixed(all / size, digits),
    unit,
  });
}

function byteUnit(count: number): readonly [unit: string, size: number] {
  if (count < 1000) return [say('B'), 1];
  if (count < 999_500) return [say('kB'), 1e3];
  if (count < 999.5e6) return [say('MB'), 1e6];
  return [say('GB'), 1e9];
}

function inUnit(count: number, size: number): string {
  const value = count / size;
  return fixed(value, size < 1e6 || value >= 99.95 ? 0 : 1);
}

/** `1 step`, `11 steps`; `1 class`, `1,000 classes`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${whole(number)} ${number === 1 ? noun : plural}`;
}
