import { PREPROCESSINGS } from '../../../../src/core/records/preprocessings';
import { afterEach, describe, expect, it } from 'vitest';
import {
  preprocessingNumbers,
  preprocessingSentence,
} from '../../../../src/features/network-manager/own/preprocessing-words';
import { speak } from '../../../../src/words/language';

const EVEN = { scale: 1, mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25], channels: 'RGB' } as const;
const SHIFTED = { scale: 255, mean: [1, 2, 3], std: [1, 1, 1], channels: 'BGR' } as const;

afterEach(() => speak('en'));

describe('how a network wants its pixels', () => {
  it('is a sentence for numbers of one’s own', async () => {
    expect(preprocessingSentence(EVEN)).toBe('RGB values from −2 to 2.');
    expect(preprocessingSentence(SHIFTED)).toBe('BGR values from 0 to 255, minus a mean.');
    expect(preprocessingSentence({ ...SHIFTED, std: [1, 2, 1] })).toBe(
      'BGR values from 0 to 255, minus a mean, divided by a standard deviation.',
    );
    await speak('fr');
    expect(preprocessingSentence(EVEN)).toBe('Valeurs RVB de −2 à 2.');
    expect(preprocessingSentence(SHIFTED)).toBe('Valeurs BVR de 0 à 255, moins une moyenne.');
  });

  it('parts numbers so that no decimal comma is taken for what parts them', async () => {
    expect(preprocessingNumbers(PREPROCESSINGS.torch)).toBe(
      'scale 1 · mean 0.485, 0.456, 0.406 · std 0.229, 0.224, 0.225 · RGB',
    );
    await speak('fr');
    expect(preprocessingNumbers(PREPROCESSINGS.torch)).toBe(
      'échelle 1 · moyenne 0,485\u202F; 0,456\u202F; 0,406 · écart-type 0,229\u202F; 0,224\u202F; 0,225 · RVB',
    );
  });
});
