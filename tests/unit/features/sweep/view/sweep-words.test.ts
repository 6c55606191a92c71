import { afterEach, expect, it } from 'vitest';
import { readNumbers } from '../../../../../src/features/sweep/store/read-values';
import { standingWords } from '../../../../../src/features/sweep/view/sweep-words';
import { speak } from '../../../../../src/words/language';
import { phrase } from '../../../../../src/words/say';

const STEP_SIZE = { label: phrase('Seed'), min: 0.5, max: 100, integer: false, scale: 'linear' } as const;

afterEach(() => speak('en'));

it('says where a sheet stands, one picture or more', async () => {
  const waiting = { sweeping: null, todo: 1, steps: 1, all: 4 };
  const done = { sweeping: null, todo: 0, steps: null, all: 4 };
  expect(standingWords(waiting)).toBe('1 picture to draw · 1 step');
  expect(standingWords({ ...waiting, todo: 2, steps: 1200 })).toBe('2 pictures to draw · 1,200 steps');
  expect(standingWords(done)).toBe('Done · 4 pictures');
  await speak('fr');
  expect(standingWords(waiting)).toBe('1 image à calculer · 1 pas');
  expect(standingWords(done)).toBe('Terminé · 4 images');
});

it('reads a range in either language, and says what is wrong in the one of the page', async () => {
  expect(readNumbers('1 à 9 en 3 linéaire', STEP_SIZE)).toEqual(readNumbers('1 to 9 in 3 linear', STEP_SIZE));
  expect(readNumbers('10 à 30 par 10', STEP_SIZE)).toEqual({ values: [10, 20, 30] });
  expect(readNumbers('0.25', STEP_SIZE)).toEqual({ error: 'Seed goes from 0.5 to 100; 0.25 lies outside.' });
  await speak('fr');
  expect(readNumbers('0,5; 0,75', STEP_SIZE)).toEqual({ values: [0.5, 0.75] });
  expect(readNumbers('0.25', STEP_SIZE)).toEqual({
    error: 'Graine va de 0,5 à 100\u202F; 0,25 est en dehors.',
  });
});
