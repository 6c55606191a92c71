import { isMerged, mergedFrom, MERGED } from '../../../core/pictures/object-valley';
import { PARTED } from '../../../core/pictures/straight-line';
import type { FollowedLine } from '../store/line-store';
import type { AdjustedMap } from '../store/adjusted-map';
import type { Sweep } from '../store/low-contrast-store';
import { SWEEP_STOPS, type Sweeping } from '../store/sweep-stops';
import { percent, short } from '../../../ui/numbers/numbers';
import { say } from '../../../words/say';
import { fixed } from '../../../words/number';

/** A stop of a sweep: `30 % contrast`, `4 px of blur`. */
export function stopWords(of: Sweeping, stop: number): string {
  return of === 'contrast'
    ? say('{stop, number} % contrast', { stop })
    : say('{stop, number} px of blur', { stop });
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
  const likeness =
    last.likeness === null
      ? say(
          'At {end} the map of “{className}”, or the untouched photo’s, is the same everywhere: there is nothing to compare.',
          { end, className },
        )
      : say(
          'At {end} the map of “{className}” has a rank correlation of ρ = {likeness} with the untouched photo’s.',
          { end, className, likeness: fixed(last.likeness, 2) },
        );
  return `${likeness} ${answers}`;
}

/** At which stops the picture was read as the class explained, of those there are. */
function answerSentence(of: Sweeping, looks: readonly AdjustedMap[], className: string): string {
  const stop = (place: number): string => stopWords(of, SWEEP_STOPS[of][place] ?? 0);
  const read = looks.map(({ isRead }) => isRead);
  const final = looks.length - 1;
  const lost = read.indexOf(false);
  const found = read.indexOf(true);
  const [first] = looks;
  const lostLook = looks[lost];
  if (!lostLook) {
    return say('At each of these {looks} stops it is read as {className} ({probability} at {final}).', {
      looks: looks.length,
      className,
      probability: percent(looks[final]?.probability ?? 0),
      final: stop(final),
    });
  }
  if (found < 0 || !first) {
    const values = {
      looks: looks.length,
      className,
      stop: stop(0),
      probability: percent(first?.probability ?? 0),
    };
    return first?.best
      ? say(
          'At none of these {looks} stops is it read as {className}: at {stop} it is read as {best} ({bestProbability}), {className} has {probability}.',
          { ...values, best: first.best.name, bestProbability: percent(first.best.probability) },
        )
      : say(
          'At none of these {looks} stops is it read as {className}: at {stop} {className} has {probability}.',
          values,
        );
  }
  if (found === 0 && !read.includes(true, lost)) {
    const { best } = lostLook;
    return best
      ? say('From {stop} on it is no longer read as {className} but as {best} ({probability}).', {
          stop: stop(lost),
          className,
          best: best.name,
          probability: percent(best.probability),
        })
      : say('From {stop} on it is no longer read as {className}.', { stop: stop(lost), className });
  }
  const places = read.flatMap((yes, place) => (yes ? [stop(place)] : []));
  return say('It is read as {className} at {count} of {looks} stops: {stops}.', {
    className,
    count: places.length,
    looks: looks.length,
    stops: places.join(', '),
  });
}

function valleySentence(of: Sweeping, valleys: readonly number[], end: string, className: string): string {
  const from = mergedFrom(valleys);
  const [start = 0] = valleys;
  const times = (valley: number | undefined): string => fixed(valley ?? 0, 2);
  if (from === 'always') {
    return say(
      'At {stop} already the map of “{className}” is {start} times as strong between the two objects as on them: here it does not tell them apart, so there is no merging to show.',
      { stop: stopWords(of, SWEEP_STOPS[of][0] ?? 0), className, start: times(start) },
    );
  }
  if (from === null) {
    return say(
      'Here the two objects’ maps stay apart down to {end}: the map of “{className}” is {last} times as strong between them as on them, {start} times at first ({merged, number} or more would count as one).',
      { end, className, last: times(valleys.at(-1)), start: times(start), merged: MERGED },
    );
  }
  const stop = stopWords(of, SWEEP_STOPS[of][from] ?? 0);
  const again = valleys.findIndex((valley, place) => place > from && !isMerged(valley));
  const merging = say(
    'At {stop} the two objects’ maps run into one: the map of “{className}” is {valley} times as strong between them as on them, where it was {start} times at first ({merged, number} or more counts as one).',
    { stop, className, valley: times(valleys[from]), start: times(start), merged: MERGED },
  );
  if (again < 0) return merging;
  const apart = say('At {stop} they come apart once more ({valley} times).', {
    stop: stopWords(of, SWEEP_STOPS[of][again] ?? 0),
    valley: times(valleys[again]),
  });
  return `${merging} ${apart}`;
}

/** A change of a picture, as people read it: `3.1 grey levels (RMS of 255)`. */
export function changeWords(rms: number): string {
  return say('{rms} grey levels (RMS of 255)', { rms: short(rms) });
}

/** Where the straight line leaves the curve, as sentences; empty before there are two points. */
export function lineSentence({ points, parted }: FollowedLine): string {
  const [start] = points;
  const end = points.at(-1);
  if (!start || !end || points.length < 2) return '';
  const place = parted === null ? null : points[parted];
  if (!place) {
    return say(
      'As far as it was followed the straight line holds: after a change of {change} it is still within {share} of the change, or {least, number} of the score.',
      { change: changeWords(end.rms), share: percent(PARTED.share), least: PARTED.least },
    );
  }
  return say(
    'Here the straight line leaves the curve: after a change of {change}. It says {predicted}, the true score changes by {truth}. At the last picture followed, {end} grey levels away, it says {endPredicted} and the truth is {endTruth}.',
    {
      change: changeWords(place.rms),
      predicted: signed(place.predicted - start.score),
      truth: signed(place.score - start.score),
      end: short(end.rms),
      endPredicted: signed(end.predicted - start.score),
      endTruth: signed(end.score - start.score),
    },
  );
}

/** A number with its sign, minus as a minus. */
export function signed(value: number): string {
  return value < 0 ? `−${short(-value)}` : `+${short(value)}`;
}
