/** What one line of pixels becomes as a matrix `[to, from]`, row by row. */
export interface LineMatrix {
  readonly values: Float32Array;
  readonly to: number;
  readonly from: number;
}

/**
 * Bilinear sampling of a line of `from` pixels at `to` places, `start + (i + 0.5) * stride - 0.5`, counted in pixels from the
 * first one's centre. Beyond its ends a line is worth nothing (`empty`), or what its last pixel is (`edge`).
 */
export function sampledLine(
  { from, to }: Pick<LineMatrix, 'from' | 'to'>,
  { start, stride }: { readonly start: number; readonly stride: number },
  beyond: 'empty' | 'edge',
): LineMatrix {
  const values = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const place = start + (i + 0.5) * stride - 0.5;
    const left = Math.floor(place);
    const share = place - left;
    for (const [pixel, weight] of [
      [left, 1 - share],
      [left + 1, share],
    ] as const) {
      const inside = Math.min(from - 1, Math.max(0, pixel));
      if (inside !== pixel && beyond === 'empty') continue;
      values[i * from + inside] = (values[i * from + inside] as number) + weight;
    }
  }
  return { values, to, from };
}
