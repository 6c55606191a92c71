import { afterEach, expect, it } from 'vitest';
import { LabError, sayError } from '../../../../src/core/records/lab-error';
import { toLabErrorData } from '../../../../src/engine/protocol/errors';
import { unsupportedModel } from '../../../../src/networks/graph/failures';
import { speak } from '../../../../src/words/language';
import { phrase } from '../../../../src/words/say';

afterEach(() => speak('en'));

it('an error of another thread, which speaks English, is said in the language of the page', async () => {
  const thrown = new LabError(
    'unsupported-op',
    phrase('{layer} is not supported.', { layer: phrase('{op} at node {name}', { op: 'Erf', name: 'y' }) }),
    phrase(
      'Choose a network without such layers, or replace them where the network is made and train it again.',
    ),
  );
  expect(thrown.message).toBe('Erf at node y is not supported.');
  const crossed = structuredClone(toLabErrorData(thrown));
  await speak('fr');
  const error = LabError.fromData(crossed);
  expect(error.message).toBe('Erf au nœud y : non pris en charge.'.replace(' :', '\u202f:'));
  expect(error.nextStep).toMatch(/^Choisissez un réseau sans ces couches/);
  expect(sayError(crossed)).toBe(`${error.message} ${error.nextStep}`);
  expect(error.toData()).toEqual(crossed);
});

it('what a library says in its own words stands in a French sentence', async () => {
  await speak('fr');
  expect(LabError.fromData(toLabErrorData(new Error('Odd.'))).message).toMatch(
    /^Le moteur a rencontré une erreur inconnue.*Odd\.$/,
  );
});

it('names that a file makes too long to read are cut in their places, the sentence stays', () => {
  const { message } = unsupportedModel(phrase('Two layers are called “{id}”.', { id: 'x'.repeat(5000) }));
  expect(message).toMatch(/^Two layers are called “x+ \.\.\. x+”\.$/);
  expect(message.length).toBeLessThan(1000);
});
