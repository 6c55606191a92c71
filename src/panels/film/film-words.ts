import type { Frame } from '../../core/records/frame';
import { percent } from '../../ui/numbers/numbers';
import { say } from '../../words/say';
import { whole } from '../../words/number';
import { shownClass } from '../../words/shown-class';

/** The line below a frame of a film: its step, the class and its probability. */
export function frameCaption({ step, scalars }: Frame, className: string): string {
  const { probability } = scalars;
  const at = say('step {step}', { step: whole(step) });
  return probability === undefined ? at : `${at} · ${shownClass(className)} ${percent(probability)}`;
}

/** How long and how large a film is. */
export function filmWords(
  frames: number,
  seconds: number,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  return say('{frames, plural, one {# frame} other {# frames}}, {seconds} s, {width} × {height} pixels.', {
    frames,
    seconds: String(Number(seconds.toFixed(1))),
    width,
    height,
  });
}
