import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../../../src/words/language';
import { shownPhoto } from '../../../src/words/shown-photo';

describe('what the page calls a photo', () => {
  afterEach(() => speak('en'));

  it.each([
    ['Golf ball (drawing)', 'Balle de golf (dessin)'],
    ['Border terrier (drawing)', 'Border terrier (dessin)'],
    [
      'Boats in River, Nagasaki, Felice Beato, about 1865',
      'Boats in River, Nagasaki, Felice Beato, vers 1865',
    ],
    ['Allium oreophilum, Karl Blossfeldt, 1928', 'Allium oreophilum, Karl Blossfeldt, 1928'],
    ['something about 1865.png', 'something about 1865.png'],
  ])('%s: in French %s, in English as it is', async (name, french) => {
    expect(shownPhoto(name)).toBe(name);
    await speak('fr');
    expect(shownPhoto(name)).toBe(french);
  });
});
