import type { AgreementResult } from './agreement';
import { meanOf } from './check-tools';
import { DRAWS } from './compare-methods';
import { CHANCES, type Faithfulness, type GameResult } from './delete-insert';
import type { CascadePoint } from './randomise';
import type { NoiseResult } from './small-noise';
import { say } from '../../../words/say';
import type { Words } from '../../../words/message';
import { fixed } from '../../../words/number';

/** How a check came out: passed, in part, failed, or nothing can be said. */
export interface Outcome {
  readonly kind: 'pass' | 'partly' | 'fail' | 'none';
  readonly words: string;
}

/** Thresholds on Spearman's correlation; the page states them. */
export const SAME_MAP = 0.95;
export const ALIKE = 0.7;
export const STILL_THERE = 0.5;
export const STEADY = 0.9;
/** Noise of so many grey levels is hardly to be seen. */
const UNSEEN = 4;

/** Whole sentences, one after the other. */
const sentences = (...said: readonly string[]): string => said.filter((one) => one !== '').join(' ');
const number = (value: number): string => fixed(value, 2);

/**
 * The randomisation check of a method, from the points drawn so far; null before any says something. `overDraws` is the mean
 * over several draws of the classifier alone, where they were made: one draw is a matter of luck.
 */
export function randomiseOutcome(
  title: Words,
  points: ReadonlyMap<number, CascadePoint>,
  layers: number,
  overDraws: number | null = null,
): Outcome | null {
  const top = points.get(1);
  const deep = points.get(layers);
  if (!top) return null;
  const first = overDraws ?? top.likeness.spearman;
  const last = deep?.likeness.spearman ?? null;
  const silent =
    deep && last === null
      ? say('With every layer redrawn the map is empty: nothing moves the class any more.')
      : '';
  if (first === null) {
    return {
      kind: 'none',
      words: sentences(
        say(
          'This draw of the classifier left the class dead: one of the two maps is the same everywhere, and nothing can be compared. Another seed draws another classifier.',
        ),
        silent,
      ),
    };
  }
  const likeness =
    overDraws === null
      ? number(first)
      : say('{first}, the mean of {draws} draws', { first: number(first), draws: DRAWS });
  if (first >= SAME_MAP) {
    return {
      kind: 'fail',
      words: sentences(
        say(
          '{title} fails this check: its map is almost the same ({likeness}) for a network whose classifier is noise. What it draws here does not depend on what the classifier learnt.',
          { title, likeness },
        ),
        silent,
      ),
    };
  }
  if (last !== null && last >= STILL_THERE) {
    return {
      kind: 'partly',
      words: say(
        '{title} passes in part: with the classifier redrawn the map stays at {likeness}, but with every layer redrawn it is still at {last}. That much of it comes from the photo and the network’s shape, not from what was learnt.',
        { title, likeness, last: number(last) },
      ),
    };
  }
  if (first >= ALIKE) {
    return {
      kind: 'partly',
      words: sentences(
        say(
          '{title} passes in part: its map notices that the classifier is noise, but stays much the same ({likeness}).',
          { title, likeness },
        ),
        silent,
      ),
    };
  }
  return {
    kind: 'pass',
    words: sentences(
      say(
        '{title} passes: with the classifier redrawn its map becomes another one ({likeness}), so it does depend on what the network learnt.',
        { title, likeness },
      ),
      silent,
    ),
  };
}

/** Mean area of the orders by chance; null before there are any. */
export function chanceArea({ chance }: GameResult): number | null {
  return meanOf(chance.map(({ area }) => area));
}

/** Both games, once the orders by chance are complete: the map must beat every one of them. */
export function faithfulnessOutcome(title: Words, result: Faithfulness): Outcome | null {
  const { deletion, insertion } = result;
  if (!deletion.map || !insertion.map || insertion.chance.length < CHANCES) return null;
  const deleted = deletion.map.area;
  const inserted = insertion.map.area;
  const deletes = deletion.chance.every(({ area }) => deleted < area);
  const inserts = insertion.chance.every(({ area }) => inserted > area);
  const areas = say(
    'deletion {deleted} against {deletedByChance} by chance, insertion {inserted} against {insertedByChance}',
    {
      deleted: number(deleted),
      deletedByChance: number(chanceArea(deletion) ?? 0),
      inserted: number(inserted),
      insertedByChance: number(chanceArea(insertion) ?? 0),
    },
  );
  if (deletes && inserts) {
    return {
      kind: 'pass',
      words: say(
        '{title} passes both: its pixels matter more to the score than pixels by chance ({areas}).',
        { title, areas },
      ),
    };
  }
  if (!deletes && !inserts) {
    return {
      kind: 'fail',
      words: say('{title} fails both: pixels by chance do as well as those it marks ({areas}).', {
        title,
        areas,
      }),
    };
  }
  return {
    kind: 'partly',
    words: deletes
      ? say('{title} passes deletion and fails insertion ({areas}).', { title, areas })
      : say('{title} passes insertion and fails deletion ({areas}).', { title, areas }),
  };
}

/** Sensitivity to small noise, by the mean correlation with the clean photo's map. */
export function noiseOutcome(title: Words, { deviation, copies }: NoiseResult): Outcome | null {
  if (copies.length === 0) return null;
  const mean = meanOf(copies.map(({ spearman }) => spearman));
  if (mean === null) {
    return {
      kind: 'none',
      words: say('A map is the same everywhere, so nothing can be compared. Choose another class.'),
    };
  }
  if (mean >= STEADY) {
    return {
      kind: 'pass',
      words: say(
        '{title} is steady: noise of {deviation, number} of 255 grey levels hardly moves its map (mean ρ = {mean}, where 1 is the same map).',
        { title, deviation, mean: number(mean) },
      ),
    };
  }
  if (mean >= ALIKE) {
    return {
      kind: 'partly',
      words: say(
        '{title} wavers: noise of {deviation, number} of 255 grey levels moves its map (mean ρ = {mean}, where 1 is the same map).',
        { title, deviation, mean: number(mean) },
      ),
    };
  }
  return {
    kind: 'fail',
    words:
      deviation <= UNSEEN
        ? say(
            '{title} fails this check: noise of {deviation, number} of 255 grey levels, which no eye sees, makes another map of it (mean ρ = {mean}, where 1 is the same map).',
            { title, deviation, mean: number(mean) },
          )
        : say(
            '{title} fails this check: noise of {deviation, number} of 255 grey levels makes another map of it (mean ρ = {mean}, where 1 is the same map).',
            { title, deviation, mean: number(mean) },
          ),
  };
}

/** How a method sides with the others: a description, since agreement proves nothing. */
export function agreementWords(methodId: string, { voices, matrix }: AgreementResult): string | null {
  const own = voices.findIndex(({ method }) => method.id === methodId);
  const mine = voices[own];
  if (!mine || voices.length < 2) return null;
  const others = voices
    .map(({ method }, i) => ({ title: method.title, value: matrix[own]?.[i] ?? null, own: i === own }))
    .filter((other) => !other.own);
  const known = others
    .flatMap(({ title, value }) => (value === null ? [] : [{ title, value }]))
    .toSorted((a, b) => b.value - a.value);
  const [closest] = known;
  const furthest = known.at(-1);
  if (!closest || !furthest) {
    return say('{method} cannot be compared: its map, or every other one, is the same everywhere.', {
      method: mine.method.title,
    });
  }
  return say(
    '{method} ranks the pixels most like {closest} ({highest}) and least like {furthest} ({lowest}); the mean is {mean}.',
    {
      method: mine.method.title,
      closest: closest.title,
      highest: number(closest.value),
      furthest: furthest.title,
      lowest: number(furthest.value),
      mean: number(meanOf(known.map(({ value }) => value)) ?? 0),
    },
  );
}
