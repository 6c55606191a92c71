import { afterEach, expect, it } from 'vitest';
import {
  pictureCaption,
  pictureTitle,
  readWords,
  type VisualisationSubject,
} from '../../../../src/features/visualisation/visualisation-words';
import { speak } from '../../../../src/words/language';

afterEach(() => speak('en'));

const subject = (over: Partial<VisualisationSubject> = {}): VisualisationSubject => ({
  scalars: { logit: 12, objective: 10, probability: 0.25, rivalProbability: 0.5 },
  raised: { what: 'class' },
  layers: [{ id: 'a', title: 'fire9', size: [13, 13], channels: 512 }],
  target: 'hay',
  rival: 'crane',
  ...over,
});
const raised = (what: 'channel' | 'neuron' | 'layer', isLowered = false, layer = 0) =>
  ({ what, layer, channel: 7, isLowered }) as const;

it('says whose picture it is: a class’s, or a part of a layer’s, by the network’s own name for it', () => {
  expect(pictureTitle(subject())).toBe('What “hay” looks like to it');
  expect(pictureTitle(subject({ raised: raised('channel') }))).toBe('What excites channel 7 of fire9');
  expect(pictureTitle(subject({ raised: raised('neuron', true) }))).toBe(
    'What excites the least of a neuron of channel 7 of fire9',
  );
  expect(pictureTitle(subject({ raised: raised('layer', false, 4) }))).toBe(
    'What layer 4 sees in it, raised',
  );
});

it('captions a class by its logit, a layer by its activation, and nothing by nothing', () => {
  expect(pictureCaption(subject())).toBe('logit 12, objective 10');
  const both = { logit: 12, activation: 3, objective: 2 };
  expect(pictureCaption(subject({ scalars: both, raised: raised('layer') }))).toBe(
    'activation 3, objective 2',
  );
  // Something of a layer that is raised beside the class.
  expect(pictureCaption(subject({ scalars: both }))).toBe('logit 12, objective 2');
  expect(pictureCaption(subject({ scalars: {} }))).toBeUndefined();
});

it('names the winner first, and claims no goal for a layer', () => {
  expect(readWords(subject()).read).toBe('Read as crane (50 %), not as “hay” (25 %).');
  // The two sides of a single logit are called so: a bare “not” before the one would be the other.
  expect(readWords(subject({ target: 'the class', rival: 'not the class' })).read).toBe(
    'Read as not the class (50 %), not as “the class” (25 %).',
  );
  const won = readWords(subject({ scalars: { probability: 0.75, rivalProbability: 0.25 } }));
  expect(won).toEqual({ read: 'Read as hay (75 %).', more: 'The strongest rival is crane (25 %).' });
  expect(readWords(subject({ raised: raised('channel') }))).toMatchObject({ read: 'Read as crane (50 %).' });
  expect(readWords(subject({ rival: null })).read).toBe('Not read as hay (25 %).');
});

it('says it in French, a layer without a name by its place, a class by its French name', async () => {
  await speak('fr');
  expect(pictureTitle(subject())).toBe('«\u202Ffoin\u202F» selon le réseau');
  expect(pictureTitle(subject({ raised: raised('channel') }))).toBe('Ce qui excite le canal 7 (fire9)');
  expect(pictureTitle(subject({ raised: raised('neuron', true, 4) }))).toBe(
    'Ce qui excite le moins un neurone du canal 7 (la couche 4)',
  );
  expect(pictureTitle(subject({ raised: raised('layer', false, 4) }))).toBe(
    'Ce qu’y voit la couche 4, renforcé',
  );
  expect(pictureCaption(subject({ scalars: { logit: 12.5, objective: -0.25 } }))).toBe(
    'logit 12,5, objectif −0,25',
  );
  const won = readWords(subject({ scalars: { probability: 0.04, rivalProbability: 0.02 }, rival: 'tench' }));
  expect(won).toEqual({
    read: 'Reconnue comme foin (4,0\u202F%).',
    more: 'La plus forte rivale est tanche (2,0\u202F%).',
  });
  expect(readWords(subject({ rival: null })).read).toBe('Pas reconnue comme foin (25\u202F%).');
});
