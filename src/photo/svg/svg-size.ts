/** The part of its own plane that a drawing shows. */
export interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** CSS pixels of each unit. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  rem: 16,
};

/** A length in CSS pixels; null where it is none, is relative to a window (`100%`, `50vw`), or is not above zero. */
export function svgLength(text: string | null): number | null {
  const found = /^\s*\+?((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? '');
  const unit = UNITS[found?.[2]?.toLowerCase() ?? '?'];
  const length = Number(found?.[1]) * (unit ?? Number.NaN);
  return length > 0 && Number.isFinite(length) ? length : null;
}

/** A `viewBox` attribute; null where it is none or shows nothing. */
export function svgViewBox(text: string | null): ViewBox | null {
  const numbers = (text ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [x, y, width, height] = numbers;
  if (numbers.length !== 4 || x === undefined || y === undefined) return null;
  if (width === undefined || height === undefined || !numbers.every(Number.isFinite)) return null;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** A drawing's own size in CSS pixels; null where nothing says its proportions. */
export function svgSize(
  width: number | null,
  height: number | null,
  box: ViewBox | null,
): { width: number; height: number } | null {
  if (width !== null && height !== null) return { width, height };
  if (!box) return null;
  if (width !== null) return { width, height: (width * box.height) / box.width };
  if (height !== null) return { width: (height * box.width) / box.height, height };
  return { width: box.width, height: box.height };
}

/** The shorter side is drawn with at least so many pixels, the longer with at most so many. */
const SHORTER = 512;
const LONGER = 2048;

/** How many pixels a drawing is drawn with: lines have no pixels of their own, so a small icon is drawn large. */
export function drawnSize({ width, height }: { readonly width: number; readonly height: number }): {
  width: number;
  height: number;
} {
  const wanted = Math.max(1, SHORTER / Math.min(width, height));
  const scale = Math.min(wanted, LONGER / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
