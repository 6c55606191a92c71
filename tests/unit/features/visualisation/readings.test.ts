import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import { LabError } from '../../../../src/core/records/lab-error';
import {
  askNetworks,
  EMPTY_READINGS,
  type MadePicture,
  type ReadingRow,
  readingsStore,
} from '../../../../src/features/visualisation/readings/readings-store';
import {
  answerWords,
  readingsSentence,
} from '../../../../src/features/visualisation/readings/readings-words';
import { provideLab } from '../../../../src/page/lab';
import { networkStore } from '../../../../src/page/network/network-store';
import { speak } from '../../../../src/words/language';
import { phrase } from '../../../../src/words/say';
import { partLab } from '../../../../testing/part-lab';

/** Networks by id: their size, their classes, and the logits they give whatever they see. */
const NETWORKS = {
  own: { size: [4, 4], names: ['tench', 'flamingo'], logits: [0, 5] },
  small: { size: [2, 2], names: ['flamingo', 'tench'], logits: [1, 3] },
  agrees: { size: [8, 8], names: ['beagle', 'flamingo'], logits: [0, 2] },
  foreign: { size: [4, 4], names: ['cat', 'dog'], logits: [1, 0] },
  broken: { size: [4, 4], names: [], logits: [] },
} as const;
type Id = keyof typeof NETWORKS;

let seen: [string, PixelImage][] = [];
let stop: () => void = () => undefined;

beforeEach(() => {
  seen = [];
  readingsStore.setState(EMPTY_READINGS);
  networkStore.setState({
    rows: (Object.keys(NETWORKS) as Id[]).toReversed().map((id) => ({
      id,
      title: id.toUpperCase(),
      classes: 2,
      bundled: true,
      loaded: true,
      origin: 'served',
    })),
  });
  stop = provideLab(
    partLab({
      load: ({ id }: { id: Id }) => {
        if (id === 'broken')
          return Promise.reject(new LabError('download-failed', 'It did not come.', 'Try again.'));
        const { size, names } = NETWORKS[id];
        return Promise.resolve({ id, size, classes: names.map((name, index) => ({ index, name })) });
      },
      classify(id: Id, image: PixelImage) {
        seen.push([id, image]);
        const { logits, names } = NETWORKS[id];
        const [one, other] = [
          1 / (1 + Math.exp(logits[1]! - logits[0]!)),
          1 / (1 + Math.exp(logits[0]! - logits[1]!)),
        ];
        const best = one > other ? 0 : 1;
        return Promise.resolve({
          kind: 'softmax',
          logits: Float32Array.from(logits),
          probabilities: Float32Array.of(one, other),
          top: [{ index: best, name: names[best], logit: logits[best], probability: Math.max(one, other) }],
        });
      },
    }),
  );
});
afterEach(() => stop());

function made(): MadePicture {
  const data = Uint8ClampedArray.from({ length: 64 }, (_, i) => (i % 4 === 3 ? 255 : i));
  const run = new AbortController().signal;
  return {
    image: { width: 4, height: 4, data },
    network: 'own',
    target: 1,
    targetName: 'flamingo',
    step: 7,
    run,
  };
}

describe('a visualisation asked about', () => {
  it('goes to every network at its own size, its own network first, as it stands where sizes agree', async () => {
    const of = made();
    await askNetworks(of);
    const { rows, running } = readingsStore.getState();
    expect(running).toBe(false);
    expect(rows[0]!.id).toBe('own');
    expect(Object.fromEntries(seen.map(([id, { width, height }]) => [id, [height, width]]))).toEqual({
      own: [4, 4],
      small: [2, 2],
      agrees: [8, 8],
      foreign: [4, 4],
    });
    expect(seen.find(([id]) => id === 'own')![1].data).toEqual(of.image.data);
  });

  it('finds the class by its name, and says where a network has none or could not be asked', async () => {
    await askNetworks(made());
    const by = Object.fromEntries(readingsStore.getState().rows.map((row) => [row.id, row])) as Record<
      Id,
      ReadingRow
    >;
    expect(by.small.answer).toMatchObject({ reads: false, best: { name: 'tench' } });
    expect(by.small.answer!.target).toBeCloseTo(1 / (1 + Math.exp(2)), 6);
    expect(by.agrees.answer).toMatchObject({ reads: true, best: { name: 'flamingo' } });
    expect(by.foreign.answer).toMatchObject({ reads: false, target: null });
    expect(by.broken).toMatchObject({ answer: null, failure: 'It did not come.' });
    expect(answerWords(by.broken)).toBe('It did not come.');
  });

  it('counts the other networks that have the class alone', async () => {
    await askNetworks(made());
    const { rows } = readingsStore.getState();
    expect(readingsSentence(made(), rows)).toBe('Other networks that read flamingo in it: 1 of 2.');
    const own = rows.filter(({ id }) => id === 'own');
    expect(readingsSentence(made(), own)).toBeNull();
    const foreign = rows.filter(({ id }) => id === 'own' || id === 'foreign');
    expect(readingsSentence(made(), foreign)).toBe('No other network here has a class called flamingo.');
  });

  it('is answered in the language that is spoken when somebody looks, a failure with it', async () => {
    await askNetworks(made());
    const { rows } = readingsStore.getState();
    const failure = phrase('Choose a class that both networks know.');
    await speak('fr');
    try {
      expect(readingsSentence(made(), rows)).toBe(
        'Autres réseaux qui y reconnaissent «\u202Fflamant\u202F»\u202F: 1 sur 2.',
      );
      expect(answerWords({ answer: null, failure: null })).toBe('en cours…');
      expect(answerWords({ answer: null, failure })).toBe(
        'Choisissez une classe que les deux réseaux connaissent.',
      );
      expect(answerWords(rows.find(({ id }) => id === 'small')!)).toBe('tanche (88\u202F%)');
    } finally {
      await speak('en');
    }
  });

  it('a second asking ends the first', async () => {
    const first = askNetworks(made());
    const second = made();
    await askNetworks(second);
    await first;
    expect(readingsStore.getState().of).toBe(second);
    expect(readingsStore.getState().rows.every(({ answer, failure }) => answer ?? failure)).toBe(true);
  });
});
