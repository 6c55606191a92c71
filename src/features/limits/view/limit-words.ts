import { isMerged, mergedFrom, MERGED } from '../../../core/pictures/object-valley';
import { PARTED } from '../../../core/pictures/straight-line';
import type { FollowedLine } from '../store/line-store';
import type { AdjustedMap } from '../store/adjusted-map';
import type { Sweep } from '../store/low-contrast-store';
import { SWEEP_STOPS, type Sweeping } from '../store/sweep-stops';
import { percent, short } from '../../../ui/numbers/numbers';

/** A stop of a sweep: `30 % contrast`, `4 px of blur`. */
export function stopWords(of: Sweeping, stop: number): string {
  return of === 'contrast' ? `${stop} % contrast` : `${stop} px of blur`;
}

/** What a sweep has shown so far, as sentences; empty before there is anything to compare. */
export function sweepSentence({ of, looks }: Sweep, className: string): string {
  const [first] = looks;
  const last = looks.at(-1);
  if (!first || !last || looks.length < 2) return '';
  const end = stopWords(of, SWEEP_STOPS[of][looks.length - 1] ?? 0);
  const answers = answerSentence(of, looks, className);
  const valleys = looks.map(({ objects }) => objects?.valley).filter((valley) => valley !== undefined);
  if (valleys.length === looks.length) return `${valleySentence(of, valleys, end, className)} ${answers}`;
  return last.likeness === null
    ? `At ${end} the map of “${className}”, or the untouched photo’s, is the same everywhere: there is nothing to compare. ${answers}`
    : `At ${end} the map of “${className}” has a rank correlation of ρ = ${last.likeness.toFixed(2)} with the untouched photo’s. ${answers}`;
}

/** At which stops the picture was read as the class explained, of those there are. */
function answerSentence(of: Sweeping, looks: readonly AdjustedMap[], className: string): string {
  const stop = (place: number): string => stopWords(of, SWEEP_STOPS[of][place] ?? 0);
  const other = ({ best }: AdjustedMap): string =>
    best ? ` but as ${best.name} (${percent(best.probability)})` : '';
  const read = looks.map(({ isRead }) => isRead);
  const final = looks.length - 1;
  const lost = read.indexOf(false);
  const found = read.indexOf(true);
  const [first] = looks;
  const lostLook = looks[lost];
  if (!lostLook) {
    return `At each of these ${looks.length} stops it is read as ${className} (${percent(looks[final]?.probability ?? 0)} at ${stop(final)}).`;
  }
  if (found < 0 || !first) {
    const instead = first?.best
      ? `it is read as ${first.best.name} (${percent(first.best.probability)}), `
      : '';
    return `At none of these ${looks.length} stops is it read as ${className}: at ${stop(0)} ${instead}${className} has ${percent(first?.probability ?? 0)}.`;
  }
  if (found === 0 && !read.includes(true, lost)) {
    return `From ${stop(lost)} on it is no longer read as ${className}${other(lostLook)}.`;
  }
  const places = read.flatMap((yes, place) => (yes ? [stop(place)] : []));
  return `It is read as ${className} at ${places.length} of ${looks.length} stops: ${places.join(', ')}.`;
}

function valleySentence(of: Sweeping, valleys: readonly number[], end: string, className: string): string {
  const from = mergedFrom(valleys);
  const [start = 0] = valleys;
  const times = (valley: number | undefined): string => `${(valley ?? 0).toFixed(2)} times`;
  if (from === 'always') {
    return `At ${stopWords(of, SWEEP_STOPS[of][0] ?? 0)} already the map of “${className}” is ${times(start)} as strong between the two objects as on them: here it does not tell them apart, so there is no merging to show.`;
  }
  if (from === null) {
    return `Here the two objects’ maps stay apart down to ${end}: the map of “${className}” is ${times(valleys.at(-1))} as strong between them as on them, ${times(start)} at first (${MERGED} or more would count as one).`;
  }
  const stop = stopWords(of, SWEEP_STOPS[of][from] ?? 0);
  const again = valleys.findIndex((valley, place) => place > from && !isMerged(valley));
  const apart =
    again < 0
      ? ''
      : ` At ${stopWords(of, SWEEP_STOPS[of][again] ?? 0)} they come apart once more (${times(valleys[again])}).`;
  return `At ${stop} the two objects’ maps run into one: the map of “${className}” is ${times(valleys[from])} as strong between them as on them, where it was ${times(start)} at first (${MERGED} or more counts as one).${apart}`;
}

/** A change of a picture, as people read it: `3.1 grey levels (RMS of 255)`. */
export function changeWords(rms: number): string {
  return `${short(rms)} grey levels (RMS of 255)`;
}

/** Where the straight line leaves the curve, as sentences; empty before there are two points. */
export function lineSentence({ points, parted }: FollowedLine): string {
  const [start] = points;
  const end = points.at(-1);
  if (!start || !end || points.length < 2) return '';
  const place = parted === null ? null : points[parted];
  if (!place) {
    return `As far as it was followed the straight line holds: after a change of ${changeWords(end.rms)} it is still within ${percent(PARTED.share)} of the change, or ${PARTED.least} of the score.`;
  }
  return (
    `Here the straight line leaves the curve: after a change of ${changeWords(place.rms)}. ` +
    `It says ${signed(place.predicted - start.score)}, the true score changes by ${signed(place.score - start.score)}. ` +
    `At the last picture followed, ${short(end.rms)} grey levels away, it says ${signed(end.predicted - start.score)} and the truth is ${signed(end.score - start.score)}.`
  );
}

/** A number with its sign, minus as a minus. */
export function signed(value: number): string {
  return value < 0 ? `−${short(-value)}` : `+${short(value)}`;
}
