import { beforeEach, describe, expect, it } from 'vitest';
import type { NewCard } from '../../../src/shelf/card';
import { createShelf, type Shelf, type Shelving } from '../../../src/shelf/shelf';
import { CARD } from '../../../src/shelf/shelf-keys';
import type { ShelvedPhoto } from '../../../src/shelf/shelved';
import { shelfInMemory, type ShelfInMemory } from '../../../testing/shelf-in-memory';

let browser: ShelfInMemory;
let shelf: Shelf;
beforeEach(() => {
  browser = shelfInMemory();
  shelf = createShelf(browser.tab());
});

const PHOTO: ShelvedPhoto = {
  name: 'cat.png',
  fitted: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
};

/** A card as it comes from a view; each of another key unless it is said. */
function shelving(key: string, change: Partial<NewCard> = {}): Shelving {
  return {
    card: {
      key,
      exercise: 'saliency',
      view: 'compare',
      viewSettings: {},
      recipe: {
        version: 1,
        network: 'tiny',
        method: 'smooth-grad',
        params: {},
        target: 1,
        seed: 0,
        fit: 'squash',
      },
      network: 'Tiny',
      phase: 'done',
      step: 1,
      steps: null,
      scalars: { probability: 0.5 },
      verdict: null,
      photo: null,
      hasPictures: true,
      ...change,
    },
    thumbnail: new Blob(['small']),
    made: { kind: 'view', state: { of: key, map: new Float32Array(100) } },
    ...(typeof change.photo === 'string' ? { photo: PHOTO } : {}),
  };
}

const keys = async (of = shelf): Promise<string[]> => (await of.list()).map(({ key }) => key);
const idOf = async (key: string): Promise<string> =>
  (await shelf.list()).find((card) => card.key === key)!.id;

it('lists the newest first, apart from what they keep, which comes back as it was', async () => {
  await shelf.add(shelving('a'));
  const { card } = await shelf.add(shelving('b', { photo: 'p' }));
  expect(await keys()).toEqual(['b', 'a']);
  expect(card.bytes).toBeGreaterThan(400);
  const { made, photo } = await shelf.open(card.id);
  expect(made).toEqual({ kind: 'view', state: { of: 'b', map: new Float32Array(100) } });
  expect(photo).toEqual(PHOTO);
  expect((await shelf.thumbnail(card.id))?.size).toBe(5);
  expect(JSON.stringify([...browser.entries].filter(([key]) => key.startsWith(CARD)))).not.toContain('map');
});

it('makes one card of a run that is made again, with all that is written on it', async () => {
  const { card } = await shelf.add(shelving('a'));
  await shelf.note(card.id, { starred: true, name: 'Mine', comment: 'Look at the edge.' });
  await shelf.add(shelving('b'));
  const { card: again } = await shelf.add(shelving('a', { step: 9 }));
  expect(await shelf.list()).toMatchObject([
    { id: card.id, key: 'a', step: 9, starred: true, name: 'Mine', comment: 'Look at the edge.' },
    { key: 'b' },
  ]);
  expect(again.id).toBe(card.id);
});

it('leaves a card where it stands when the page makes the same again by itself', async () => {
  await shelf.add(shelving('a'));
  await shelf.add(shelving('b'));
  const before = await shelf.list();
  await shelf.add({ ...shelving('a', { step: 9 }), onlyNew: true });
  expect(await shelf.list()).toEqual(before);
});

it('puts nothing that has come less far in the place of what is there of the same work', async () => {
  await shelf.add(shelving('a', { phase: 'stopped', step: 5 }));
  await shelf.add(shelving('a', { phase: 'stopped', step: 2 }));
  expect(await shelf.list()).toMatchObject([{ phase: 'stopped', step: 5 }]);
  await shelf.add(shelving('a', { step: 9 }));
  await shelf.add(shelving('a', { phase: 'stopped', step: 8 }));
  expect(await shelf.list()).toMatchObject([{ phase: 'done', step: 9 }]);
  // What was deleted is no longer there.
  await shelf.remove([await idOf('a')]);
  await shelf.add(shelving('a', { phase: 'stopped', step: 3 }));
  expect(await shelf.list()).toMatchObject([{ phase: 'stopped', step: 3 }]);
});

it('takes a card off and puts it back; what nobody puts back goes later, with its photo where no other needs it', async () => {
  await shelf.add(shelving('a', { photo: 'p' }));
  await shelf.add(shelving('b', { photo: 'p' }));
  await shelf.add(shelving('c', { photo: 'q' }));
  const [c, b] = [await idOf('c'), await idOf('b')];
  await shelf.remove([c, b]);
  expect(await keys()).toEqual(['a']);
  await shelf.tidy();
  await shelf.putBack([b]);
  expect(await keys()).toEqual(['b', 'a']);
  browser.hours = 1;
  await shelf.tidy();
  await shelf.putBack([c]);
  expect(await keys()).toEqual(['b', 'a']);
  expect([...browser.entries.keys()].filter((key) => key.startsWith('photo'))).toEqual(['photo p']);
  await expect(shelf.open(c)).rejects.toMatchObject({ code: 'bad-recipe' });
});

describe('where room is short', () => {
  it('lets the oldest without a star go before the disk is full, and says how many', async () => {
    for (const key of ['a', 'b', 'c']) await shelf.add(shelving(key));
    await shelf.note(await idOf('a'), { starred: true });
    browser.free = 100;
    const { gone } = await shelf.add(shelving('d'));
    expect(gone).toBe(1);
    expect(await keys()).toEqual(['d', 'c', 'a']);
  });

  it('says that the disk is full, and loses nothing that is kept', async () => {
    for (const key of ['a', 'b']) await shelf.add(shelving(key));
    await shelf.note(await idOf('a'), { starred: true });
    const before = new Map(browser.entries);
    // No deletion makes room here.
    browser.room = 0;
    await expect(shelf.add(shelving('c'))).rejects.toMatchObject({ code: 'storage-full' });
    expect(browser.entries).toEqual(before);
    browser.room = Infinity;
    await shelf.add(shelving('c'));
    expect(await keys()).toEqual(['c', 'b', 'a']);
  });

  it('puts the new one in the place of the oldest where the disk takes one no more', async () => {
    for (const key of ['a', 'b']) await shelf.add(shelving(key));
    browser.room = browser.entries.size;
    const { gone } = await shelf.add(shelving('c'));
    expect(await keys()).not.toContain('a');
    expect((await keys())[0]).toBe('c');
    expect(gone).toBeGreaterThan(0);
  });

  it('never lets a starred one go', async () => {
    for (const key of ['a', 'b']) {
      await shelf.add(shelving(key));
      await shelf.note(await idOf(key), { starred: true });
    }
    browser.room = browser.entries.size;
    await expect(shelf.add(shelving('c'))).rejects.toMatchObject({ code: 'storage-full' });
    expect(await keys()).toEqual(['b', 'a']);
  });
});

describe('two tabs', () => {
  it('see each other’s cards, and lose none of them', async () => {
    const other = createShelf(browser.tab());
    let heard = 0;
    other.onChange(() => (heard += 1));
    await Promise.all([shelf.add(shelving('a')), other.add(shelving('b'))]);
    expect((await keys(other)).sort()).toEqual(['a', 'b']);
    expect((await keys()).sort()).toEqual(['a', 'b']);
    expect(heard).toBe(2);
  });

  it('write on one card at once', async () => {
    const { card } = await shelf.add(shelving('a'));
    const other = createShelf(browser.tab());
    await Promise.all([
      shelf.note(card.id, { name: 'Mine' }),
      other.note(card.id, { starred: true }),
      // Made again here meanwhile.
      shelf.add(shelving('a')),
    ]);
    expect(await other.list()).toMatchObject([{ name: 'Mine', starred: true }]);
  });
});

it('leaves a later page’s card as it is, and lists the others', async () => {
  await shelf.add(shelving('a', { photo: 'p' }));
  const [[key, kept]] = [...browser.entries].filter(([each]) => each.startsWith(CARD)) as [[string, object]];
  browser.entries.set(key, { ...kept, version: 2 });
  await shelf.add(shelving('b', { photo: 'q' }));
  expect(await keys()).toEqual(['b']);
  await shelf.remove([(await shelf.list())[0]!.id]);
  browser.hours = 1;
  await shelf.tidy();
  expect(browser.entries.get(key)).toMatchObject({ version: 2 });
  expect(browser.entries.has('photo p')).toBe(true);
});

it('is empty where the browser keeps nothing', async () => {
  const nothing = createShelf({ ...browser.tab(), cards: () => Promise.reject(new Error('Denied')) });
  expect(await nothing.list()).toEqual([]);
});
