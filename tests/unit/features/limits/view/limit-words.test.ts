import { describe, expect, it } from 'vitest';
import type { FollowedLine, LinePoint } from '../../../../../src/features/limits/store/line-store';
import type { AdjustedMap } from '../../../../../src/features/limits/store/adjusted-map';
import type { Question } from '../../../../../src/features/limits/store/question';
import { lineSentence, sweepSentence } from '../../../../../src/features/limits/view/limit-words';
import { roundTicks } from '../../../../../src/core/statistics/round-ticks';

const image = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const question: Question = {
  network: 'toy',
  method: 'vanilla-gradient',
  params: {},
  target: 0,
  targetName: 'golf ball',
  seed: 0,
  fit: 'squash',
  image,
  twoObjects: true,
};
const look = (valley: number | null, name = 'golf ball', likeness: number | null = 0.5): AdjustedMap => ({
  image,
  frame: { step: 1, steps: 1, width: 1, height: 1, scalars: {} },
  isRead: name === 'golf ball',
  best: { index: 0, name, logit: 1, probability: 0.8 },
  probability: 0.8,
  logit: 1,
  likeness,
  objects: valley === null ? null : { valley, inside: 0.5 },
});
const sweep = (...looks: AdjustedMap[]) =>
  sweepSentence({ of: 'contrast', question, held: 0, looks }, 'golf ball');

describe('what a sweep is said to show', () => {
  it('names the stop where the maps run into one, and only where they were apart', () => {
    expect(sweep(look(0.4), look(0.6), look(0.95))).toContain(
      'At 60 % contrast the two objects’ maps run into one: the map of “golf ball” is 0.95 times as strong between them as on them',
    );
    // What is shown as 0.90 counts as 0.90.
    expect(sweep(look(0.4), look(0.8951))).toContain('At 80 % contrast the two objects’ maps run into one');
    expect(sweep(look(1), look(1.2))).toContain('here it does not tell them apart');
    expect(sweep(look(0.4), look(0.5))).toContain('stay apart down to 80 % contrast');
  });

  it('does not hide that they come apart again', () => {
    expect(sweep(look(0.4), look(1), look(0.7))).toContain(
      'At 60 % contrast they come apart once more (0.70',
    );
    expect(sweep(look(0.4), look(1), look(1))).not.toContain('once more');
  });

  it('speaks of likeness where no places are known, and of an empty map', () => {
    expect(sweep(look(null), look(null))).toBe(
      'At 80 % contrast the map of “golf ball” has a rank correlation of ρ = 0.50 with the untouched photo’s. At each of these 2 stops it is read as golf ball (80 % at 80 % contrast).',
    );
    expect(sweep(look(null), look(null, 'church', null))).toMatch(
      /^At 80 % contrast the map of “golf ball”, or the/,
    );
    expect(sweep(look(0.4))).toBe('');
  });

  const reads = (...names: string[]): string => sweep(...names.map((name) => look(0.4, name)));

  it.each([
    [
      ['golf ball', 'church'],
      'From 80 % contrast on it is no longer read as golf ball but as church (80 %).',
    ],
    [
      ['golf ball', 'church', 'golf ball'],
      'It is read as golf ball at 2 of 3 stops: 100 % contrast, 60 % contrast.',
    ],
    [['church', 'golf ball'], 'It is read as golf ball at 1 of 2 stops: 80 % contrast.'],
    [
      ['church', 'church'],
      'At none of these 2 stops is it read as golf ball: at 100 % contrast it is read as church (80 %), golf ball has 80 %.',
    ],
  ])('read as %j: says what this sweep has seen, and nothing that was never so', (names, expected) => {
    const words = reads(...names);
    expect(words).toContain(expected);
    if (names[0] !== 'golf ball') expect(words).not.toContain('no longer');
  });
});

describe('what a line is said to show', () => {
  const point = (rms: number, score: number, predicted: number): LinePoint => ({
    image,
    t: rms,
    length: rms,
    rms,
    score,
    predicted,
    probability: 0.5,
    rival: null,
  });
  const line = (parted: number | null, ...points: LinePoint[]): FollowedLine => ({
    question,
    direction: 'noise',
    largest: 1,
    points,
    parted,
  });

  it('names the change at which line and curve part, and both changes there', () => {
    const words = lineSentence(line(1, point(0, 5, 5), point(3, 4, 3), point(9, 4, -1)));
    expect(words).toContain('after a change of 3 grey levels (RMS of 255)');
    expect(words).toContain('It says −2, the true score changes by −1.');
    expect(words).toContain(
      'At the last picture followed, 9 grey levels away, it says −6 and the truth is −1.',
    );
  });

  it('says that it holds where it does', () => {
    expect(lineSentence(line(null, point(0, 5, 5), point(3, 4, 4)))).toMatch(
      /the straight line holds: after a change of 3 grey levels/,
    );
  });
});

describe('ticks', () => {
  it.each([
    [0, 1, [0, 0.5, 1]],
    [-12.1, 4.4, [-15, -10, -5, 0, 5]],
    [3, 3, [3]],
  ])('of %f to %f are round and span both', (low, high, expected) => {
    const ticks = roundTicks(low, high);
    expect(ticks[0]).toBeLessThanOrEqual(low);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
    expect(ticks.length).toBeLessThan(8);
    expect(ticks).toEqual(expected);
  });
});
