import { expect, it } from 'vitest';
import { packedFolder } from '../../../scripts/vite-words-plugin';
import { FRENCH } from '../../../src/words/french';
import { CATALOGUE } from '../../../src/words/french/catalogue';
import { messageKey, packCatalogue, unpackCatalogue } from '../../../src/words/packed-catalogue';

it('every message is found again by its English, and by no other’s', () => {
  const found = unpackCatalogue(CATALOGUE);
  expect(found.size).toBe(Object.keys(FRENCH).length);
  for (const [english, french] of Object.entries(FRENCH)) expect(found.get(messageKey(english))).toBe(french);
  expect(found.get(messageKey('Sett1ngs'))).toBeUndefined();
});

it('a build packs what the page itself would', async () => {
  const built = unpackCatalogue(await packedFolder('src/words/french'));
  expect(Object.fromEntries(built)).toEqual(Object.fromEntries(unpackCatalogue(CATALOGUE)));
});

it('two messages of one key are none that a page goes out with', () => {
  // FNV-1a's own collision.
  expect(messageKey('costarring')).toBe(messageKey('liquid'));
  expect(() => packCatalogue({ costarring: 'x', liquid: 'y' })).toThrow('one key');
});
