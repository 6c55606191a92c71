import { afterEach, expect, it, vi } from 'vitest';
import { hasShelf } from '../../../src/shelf/has-shelf';
import { SHELF_NAME } from '../../../src/shelf/shelf-name';

const browser = (indexedDB: object): void => void vi.stubGlobal('indexedDB', indexedDB);
const holding = (...names: string[]): object => ({ databases: async () => names.map((name) => ({ name })) });

afterEach(() => {
  vi.unstubAllGlobals();
});

it('knows whether a browser has kept a card, without making a shelf', async () => {
  expect(await hasShelf(), 'a browser that keeps nothing').toBe(false);
  browser(holding('lucarne', 'another'));
  expect(await hasShelf()).toBe(false);
  browser(holding('another', SHELF_NAME));
  expect(await hasShelf()).toBe(true);
});

it('looks where a browser does not say', async () => {
  browser({});
  expect(await hasShelf()).toBe(true);
  browser({ databases: async () => Promise.reject(new Error('not here')) });
  expect(await hasShelf()).toBe(true);
});
