import { keptParts, planFit } from '../../../src/core/pictures/fit-plan';
import type { Fit } from '../../../src/core/records/recipe';
import { createResampler } from '../../../src/core/pictures/resample';
import { resampleTaps } from '../../../src/core/pictures/resample-taps';
import type { Picture } from '../../../testing/png-pixels';

/** A picture through a fit, its rows handed over some at a time and last ones first, as a canvas would give them. */
export function fitted({ width, height, data }: Picture, size: readonly [number, number], fit: Fit) {
  const plan = planFit({ width, height }, size, fit);
  const { source, resized, filter } = plan;
  const { across, down } = keptParts(plan);
  const { rows, columns, take, finish } = createResampler(
    resampleTaps(source.w, resized.width, filter, across),
    resampleTaps(source.h, resized.height, filter, down),
  );
  const strips = Array.from({ length: Math.ceil((rows.end - rows.start) / 7) }, (_, i) => rows.start + 7 * i);
  for (const from of strips.toReversed()) {
    const end = Math.min(rows.end, from + 7);
    const strip = new Uint8ClampedArray((end - from) * (columns.end - columns.start) * 4);
    for (let row = from; row < end; row++) {
      const line = (source.y + row) * width + source.x;
      const part = data.subarray((line + columns.start) * 4, (line + columns.end) * 4);
      strip.set(part, (row - from) * part.length);
    }
    take(strip, from, end - from);
  }
  return finish();
}
