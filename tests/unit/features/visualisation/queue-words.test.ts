import { afterEach, expect, it } from 'vitest';
import type { Recipe } from '../../../../src/core/records/recipe';
import type { RunResult } from '../../../../src/engine/protocol/protocol';
import { phaseWords, queuedWords } from '../../../../src/features/visualisation/queue/queue-words';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import { speak } from '../../../../src/words/language';
import { phrase } from '../../../../src/words/say';

const METHOD = METHODS.find(({ exercise }) => exercise === 'visualization')!;
const RECIPE: Recipe = {
  version: 1,
  network: 'toy',
  method: METHOD.id,
  params: { ...defaultParams(METHOD.params), iterations: 5000 },
  target: 3,
  targetName: 'hay',
  seed: 1234,
  fit: 'squash',
};
const NOTHING = { error: null, result: null };
const reaching = (probability: number) => ({ scalars: { probability } as object }) as RunResult;

afterEach(() => speak('en'));

it('names a run by its class, network, steps and seed, in the language that is spoken', async () => {
  expect(queuedWords({ recipe: RECIPE }, 'Toy')).toBe('“hay”, Toy, T 5,000, seed 1234');
  await speak('fr');
  expect(queuedWords({ recipe: RECIPE }, 'Toy')).toBe('«\u202Ffoin\u202F», Toy, T 5\u202F000, graine 1234');
});

it('says how it stands with a run, with what it came to or why it failed', async () => {
  const error = {
    code: 'bad-parameter',
    message: phrase('Choose a class that both networks know.'),
    nextStep: '',
  } as const;
  const all = [
    { phase: 'waiting', ...NOTHING },
    { phase: 'running', ...NOTHING },
    { phase: 'cancelled', ...NOTHING },
    { phase: 'failed', error, result: null },
    { phase: 'done', error: null, result: reaching(0.025) },
  ] as const;
  expect(all.map(phaseWords)).toEqual([
    'waits',
    'runs now',
    'cancelled',
    'failed: Choose a class that both networks know.',
    'done, 2.5 %',
  ]);
  await speak('fr');
  expect(all.map(phaseWords)).toEqual([
    'en attente',
    'en cours',
    'annulé',
    'échec\u202F: Choisissez une classe que les deux réseaux connaissent.',
    'terminé, 2,5\u202F%',
  ]);
});
