import { mergedFrom, MERGED } from '../../core/object-valley';
import { PARTED } from '../../core/straight-line';
import type { Line } from '../../stores/limits/line-store';
import type { Sweep } from '../../stores/limits/low-contrast-store';
import { STOPS, type Sweeping } from '../../stores/limits/stops';
import { percent, short } from '../numbers';

/** A stop of a sweep: `30 % contrast`, `4 px of blur`. */
export function stopWords(of: Sweeping, stop: number): string {
  return of === 'contrast' ? `${stop} % contrast` : `${stop} px of blur`;
}

/** What a sweep has shown so far, as sentences; empty before there is anything to compare. */
export function sweepSentence({ of, looks }: Sweep, className: string): string {
  const [first] = looks;
  const last = looks.at(-1);
  if (!first || !last || looks.length < 2) return '';
  const end = stopWords(of, STOPS[of][looks.length - 1] ?? 0);
  const lost = looks.findIndex(({ best }) => best?.name !== className);
  const lostAt = STOPS[of][lost];
  const reading =
    lost < 0 || lostAt === undefined
      ? `All the way it is read as ${className} (${percent(last.probability)} at ${end}).`
      : `From ${stopWords(of, lostAt)} it is no longer read as ${className}.`;
  const valleys = looks.map(({ objects }) => objects?.valley).filter((valley) => valley !== undefined);
  if (valleys.length === looks.length) return `${valleySentence(of, valleys, end)} ${reading}`;
  return last.likeness === null
    ? `At ${end} the map is empty. ${reading}`
    : `At ${end} the map’s rank correlation with the untouched photo’s map is ρ = ${last.likeness.toFixed(2)}. ${reading}`;
}

function valleySentence(of: Sweeping, valleys: readonly number[], end: string): string {
  const from = mergedFrom(valleys);
  const [start = 0] = valleys;
  const times = (valley: number | undefined): string => `${(valley ?? 0).toFixed(2)} times`;
  if (from === 'always') {
    return `On the strongest picture already the map between the two objects is ${times(start)} as strong as on them: this map never tells them apart.`;
  }
  if (from === null) {
    return `The two objects’ maps stay apart: at ${end} the map between them is ${times(valleys.at(-1))} as strong as on them, ${times(start)} at first.`;
  }
  const stop = stopWords(of, STOPS[of][from] ?? 0);
  const again = valleys.findIndex((valley, place) => place > from && valley < MERGED);
  const apart =
    again < 0
      ? ''
      : ` At ${stopWords(of, STOPS[of][again] ?? 0)} they come apart once more (${times(valleys[again])}).`;
  return `At ${stop} the two objects’ maps run into one: the map between them is ${times(valleys[from])} as strong as on them, where it was ${times(start)} at first (${MERGED} or more counts as one).${apart}`;
}

/** A change of a picture, as people read it: `3.1 grey levels (RMS of 255)`. */
export function changeWords(rms: number): string {
  return `${short(rms)} grey levels (RMS of 255)`;
}

/** Where the straight line leaves the curve, as sentences; empty before there are two points. */
export function lineSentence({ points, parted }: Line): string {
  const [start] = points;
  const end = points.at(-1);
  if (!start || !end || points.length < 2) return '';
  const place = parted === null ? null : points[parted];
  if (!place) {
    return `The straight line holds: after a change of ${changeWords(end.rms)} it is still within ${percent(PARTED.share)} of the change, or ${PARTED.least} of the score.`;
  }
  return (
    `Here the straight line leaves the curve: after a change of ${changeWords(place.rms)}. ` +
    `It says ${signed(place.predicted - start.score)}, the true score changes by ${signed(place.score - start.score)}. ` +
    `At the end, ${short(end.rms)} grey levels away, it says ${signed(end.predicted - start.score)} and the truth is ${signed(end.score - start.score)}.`
  );
}

/** A number with its sign, minus as a minus. */
export function signed(value: number): string {
  return value < 0 ? `−${short(-value)}` : `+${short(value)}`;
}
