import type { Frame } from '../../core/records/frame';
import { percent } from '../../ui/numbers/numbers';

/** The line below a frame of a film: its step, the class and its probability. */
export function frameCaption({ step, scalars }: Frame, className: string): string {
  const { probability } = scalars;
  const at = `step ${step.toLocaleString('en')}`;
  return probability === undefined ? at : `${at} · ${className} ${percent(probability)}`;
}

/** How long and how large a film is. */
export function filmWords(
  frames: number,
  seconds: number,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  return `${frames} frames, ${Number(seconds.toFixed(1))} s, ${width} × ${height} pixels.`;
}
