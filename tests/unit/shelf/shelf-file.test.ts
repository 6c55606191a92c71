import { expect, it } from 'vitest';
import type { Card } from '../../../src/shelf/card';
import { createShelf, type Shelving } from '../../../src/shelf/shelf';
import { shelfFromFile, shelfToFile } from '../../../src/shelf/shelf-file';
import { readPlain, writePlain } from '../../../src/shelf/plain-file';
import { shelfInMemory } from '../../../testing/shelf-in-memory';

it('writes plain data so that what was one thing is one again, numbers without a word in JSON too', async () => {
  const buffer = Float32Array.of(1, 2, 3, 4);
  const file = new File(['photo'], 'cat.png', { type: 'image/png', lastModified: 7 });
  const data = {
    numbers: [Number.NaN, -0, -Infinity, 1e-3],
    whole: buffer,
    half: buffer.subarray(2),
    bytes: Uint8ClampedArray.of(0, 255),
    points: new Map([[1, { map: buffer }]]),
    sources: [file, file],
    nothing: null,
  };
  const written = writePlain(data);
  // One buffer for both of its arrays, one file for both of its places.
  expect(written.parts).toHaveLength(3);
  const read = (await readPlain(written)) as typeof data;
  expect(read).toEqual(data);
  expect(read.whole.buffer).toBe(read.half.buffer);
  expect(read.sources[0]).toBe(read.sources[1]);
  expect(read.sources[0]).toMatchObject({ name: 'cat.png', type: 'image/png', lastModified: 7 });
  await expect(readPlain({ ...written, parts: [] })).rejects.toThrow('missing');
});

const shelving = (key: string): Shelving => ({
  card: {
    key,
    exercise: 'saliency',
    view: 'compare',
    viewSettings: { believe: { deviation: 2 } },
    recipe: { version: 1, network: 'tiny', method: 'rise', params: {}, target: 1, seed: 0, fit: 'squash' },
    network: 'Tiny',
    phase: 'done',
    step: 1,
    steps: null,
    scalars: { probability: 0.5 },
    verdict: { text: 'Limits: a straight line beside the curve, {count} points', values: { count: 2 } },
    photo: 'p',
    hasPictures: true,
  },
  thumbnail: new Blob(['small'], { type: 'image/webp' }),
  made: { kind: 'view', state: { map: Float32Array.of(1, Number.NaN) } },
  photo: { name: 'cat.png', fitted: { width: 1, height: 1, data: new Uint8ClampedArray(4) } },
});

it('takes the whole shelf to another browser, with all that is written on it', async () => {
  const shelf = createShelf(shelfInMemory().tab());
  const { card } = await shelf.add(shelving('a'));
  await shelf.add(shelving('b'));
  await shelf.note(card.id, { starred: true, name: 'Mine', comment: 'Look.' });
  const file = await shelfToFile(shelf, await shelf.list());

  const other = createShelf(shelfInMemory().tab());
  expect(await shelfFromFile(other, file)).toBe(2);
  const strip = (card: Card) => ({ ...card, id: '', bytes: 0 });
  expect((await other.list()).map(strip)).toEqual((await shelf.list()).map(strip));
  const [there] = (await other.list()).filter(({ key }) => key === 'a');
  expect(await other.open(there!.id)).toEqual(await shelf.open(card.id));
  expect((await other.thumbnail(there!.id))?.type).toBe('image/webp');
  // Taken in twice, it is there once.
  await shelfFromFile(other, file);
  expect(await other.list()).toHaveLength(2);
});

it('refuses what is no shelf, and leaves the cards that are there', async () => {
  const shelf = createShelf(shelfInMemory().tab());
  await shelf.add(shelving('a'));
  await expect(shelfFromFile(shelf, new Blob(['nothing']))).rejects.toMatchObject({ code: 'bad-recipe' });
  expect(await shelf.list()).toHaveLength(1);
});
