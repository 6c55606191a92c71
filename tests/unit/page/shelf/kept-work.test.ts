import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import { checksStore } from '../../../../src/features/believe/store/checks-store';
import { shelveCheck } from '../../../../src/features/believe/store/shelve-check';
import { SHELVED_CHECKS } from '../../../../src/features/believe/store/shelved-checks';
import { compareStore } from '../../../../src/features/compare/store/compare-store';
import { SHELVED_TABLE } from '../../../../src/features/compare/store/shelved-table';
import { shelveTable } from '../../../../src/features/compare/store/shelve-table';
import { lineStore } from '../../../../src/features/limits/store/line-store';
import { shelveLine } from '../../../../src/features/limits/store/shelve-limits';
import { SHELVED_LIMITS } from '../../../../src/features/limits/store/shelved-limits';
import { tableStore } from '../../../../src/features/locate/store/all-methods';
import { shelveMethods } from '../../../../src/features/locate/store/shelve-methods';
import { SHELVED_METHODS } from '../../../../src/features/locate/store/shelved-methods';
import { keepPhotos } from '../../../../src/page/shelf/kept-photos';
import { withMethods } from '../../../../src/page/shelf/plain-state';
import { provideShelf } from '../../../../src/page/shelf/shelf-here';
import type { Shelf } from '../../../../src/shelf/shelf';
import { createShelf } from '../../../../src/shelf/shelf';
import { shelfInMemory } from '../../../../testing/shelf-in-memory';
import { makeTestPhoto } from '../../../../testing/test-photo';
import { SIDE, toySubject } from '../../../../testing/toy-subject';
import { until } from '../../../../testing/toy-engine';

let shelf: Shelf;
beforeEach(() => {
  shelf = createShelf(shelfInMemory().tab());
  provideShelf(shelf);
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => provideShelf(null));

/** The one card there is, and what it keeps as a page that comes later gets it. */
async function kept() {
  await until(async () => (await shelf.list()).length === 1);
  const [card] = await shelf.list();
  const { made } = await shelf.open(card!.id);
  return { card: card!, state: made?.kind === 'view' ? withMethods(made.state) : null };
}

const subject = toySubject();
const { method, ...asked } = subject;
const request = { ...asked, method: method.id, twoObjects: false };
/** The photo as another page has it: the same bytes, another array. */
const again: PixelImage = makeTestPhoto(3, SIDE, SIDE);

it('keeps a check of a map, and shows it again as one of the page’s own photo, its method with it', async () => {
  const copies = [{ spearman: 0.5, map: { values: Float32Array.of(1, 2) } }];
  const noise = {
    deviation: 2,
    clean: { frame: { step: 1, steps: 1, width: 1, height: 1, scalars: {} } },
    copies,
  };
  checksStore.setState({ noise: { subject, result: noise } as never });
  shelveCheck('noise', subject, true);
  const { card, state } = await kept();
  expect(card).toMatchObject({ view: 'believe', phase: 'done', recipe: { method: method.id, target: 1 } });
  checksStore.setState({ noise: null });
  SHELVED_CHECKS.restore(state, again);
  const { noise: back } = checksStore.getState();
  expect(back?.subject.method).toBe(method);
  expect(back?.subject.image).toBe(again);
  expect(back?.result.copies).toEqual(copies);
});

it('keeps a straight line, and shows its points again', async () => {
  const point = {
    image: subject.image,
    t: 1,
    length: 1,
    rms: 1,
    score: 2,
    predicted: 3,
    probability: 0.5,
    rival: null,
  };
  const line = {
    question: request,
    direction: 'noise',
    largest: 5,
    points: [point, point],
    parted: 1,
  } as const;
  shelveLine(line);
  const { card, state } = await kept();
  expect(card).toMatchObject({ view: 'limits', step: 2 });
  SHELVED_LIMITS.restore(state, again);
  const { line: back, place } = lineStore.getState();
  expect(back).toEqual(line);
  expect(back?.question.image).toBe(again);
  expect(place).toBe(1);
});

it('keeps what methods have located, and says where not all have', async () => {
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const rows = [{ method: method.id, made: request, boxes: { share: box, energy: null, grow: box } }];
  const boxRecipe = null;
  shelveMethods({ rows: rows as never, boxRecipe, target: 1 });
  const { card, state } = await kept();
  expect(card).toMatchObject({ view: 'locate', phase: 'stopped', step: 1 });
  SHELVED_METHODS.restore(state, again);
  expect(tableStore.getState()).toMatchObject({ rows, target: 1, running: false });
});

/** A table of one photo and one map. */
function fillToyTable(source: Blob | string): void {
  const result = {
    made: { ...request, source, image: null },
    recipe: { version: 1, network: 'toy', method: method.id, params: {}, target: 1, seed: 7, fit: 'squash' },
    map: { width: 1, height: 1, signed: false, hasGradient: false, bytes: new Blob([Float32Array.of(3)]) },
    target: { index: 1, name: 'toy class' },
    top: [],
    rival: null,
  };
  compareStore.setState({
    rows: [{ id: 'r', name: 'cat', source, inputs: {}, ownClass: null }],
    columns: [{ id: 'c', network: 'toy', method: method.id, params: null }],
    cells: { 'r c': { status: 'done', result } as never },
    filling: { phase: 'done', finished: 1, failed: 0, ms: 1 },
  });
}

it('keeps a comparison table with its photos, each still known by its file', async () => {
  fillToyTable(new Blob(['photo']));
  shelveTable();
  const { card, state } = await kept();
  expect(card).toMatchObject({ view: 'compare', phase: 'done', step: 1, hasPictures: true });
  compareStore.setState({ rows: [], columns: [], cells: {} });
  SHELVED_TABLE.restore(state, null);
  const { rows, cells } = compareStore.getState();
  const cell = cells['r c'];
  const drawn = cell?.status === 'done' ? cell.result : null;
  expect(drawn?.made.source).toBe(rows[0]?.source);
  expect(new Float32Array(await drawn!.map.bytes.arrayBuffer())).toEqual(Float32Array.of(3));
});

it('keeps nothing of a person’s own photos but settings and numbers where they have said so', async () => {
  keepPhotos(false);
  fillToyTable(new Blob(['photo']));
  shelveTable();
  const { card } = await kept();
  expect(card).toMatchObject({ hasPictures: false, photo: null, recipe: { method: method.id } });
  expect(await shelf.open(card.id)).toEqual({ made: null, photo: null });
  expect(await shelf.thumbnail(card.id)).toBeNull();
});

it('says of a card that is not whole that it cannot be read', () => {
  for (const { restore } of [SHELVED_CHECKS, SHELVED_LIMITS, SHELVED_METHODS, SHELVED_TABLE])
    expect(() => restore({ rows: 3, sweep: 3, section: 'none' }, null)).toThrow();
});
