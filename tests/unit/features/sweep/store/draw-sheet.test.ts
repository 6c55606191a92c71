import { beforeEach, describe, expect, it, vi } from 'vitest';
import { phrase } from '../../../../../src/words/say';
import { abortError } from '../../../../../src/core/records/abort';
import { LabError } from '../../../../../src/core/records/lab-error';
import { cellKey } from '../../../../../src/features/sweep/store/cell-request';
import { cancelSweep, cellsToDraw, drawSheet } from '../../../../../src/features/sweep/store/draw-sheet';
import { pictureOf } from '../../../../../src/features/sweep/store/drawn-cell';
import { sheetNow } from '../../../../../src/features/sweep/store/sheet';
import { createSweep } from '../../../../../src/features/sweep/store/sweep-store';
import { set, setParam, setTarget } from '../../../../../src/page/settings/settings-store';
import { DEFAULT_SETTINGS, methodsFor } from '../../../../../src/page/settings/settings-schema';
import { emptySheet, SIDE, toyTools } from '../sweep-rig';

/** How many hold the page from being left unasked. */
const leaving = vi.hoisted(() => ({ held: 0 }));
vi.mock('../../../../../src/page/visit/leaving', () => ({
  holdPage: () => {
    leaving.held += 1;
    return () => (leaving.held -= 1);
  },
}));

const SWEEP = createSweep('visualization', 'toy-sweep');
const [METHOD] = methodsFor('visualization');

const asked = (change: object) => SWEEP.store.setState(change);

function cellsNow() {
  const now = sheetNow(SWEEP);
  if (!('sheet' in now)) throw new Error(now.fault.words);
  const { cells } = SWEEP.store.getState();
  return now.sheet.cells.map((cell) => cells[cellKey(SWEEP, now.sheet, cell)]);
}

beforeEach(() => {
  set({ ...DEFAULT_SETTINGS, seed: 5 });
  setTarget('visualization', 2);
  emptySheet(SWEEP);
  asked({ rows: 'lambda', rowValues: '0, 1', columns: 'stepSize', columnValues: '0.5, 5' });
});

describe('a sheet', () => {
  it('is drawn row by row with the settings as they stand, and marks what cannot settle', async () => {
    setParam(METHOD.id, 'jitter', 3);
    const tools = toyTools();
    await drawSheet(SWEEP, tools);
    expect(tools.asked.map(({ params }) => [params['lambda'], params['stepSize'], params['jitter']])).toEqual(
      [
        [0, 0.5, 3],
        [0, 5, 3],
        [1, 0.5, 3],
        [1, 5, 3],
      ],
    );
    expect(tools.asked.map(({ target, seed, network }) => [target, seed, network])).toEqual(
      Array(4).fill([2, 5, 'a']),
    );
    const cells = cellsNow().map((cell) => (cell?.status === 'done' ? cell.drawn : null));
    expect(cells.map((drawn) => drawn?.marks.beyondStability)).toEqual([false, false, false, true]);
    expect(cells[0]).toMatchObject({ target: 'owl', rival: 'dog', network: 'A' });
    expect((await pictureOf(cells[0]!)).data).toHaveLength(4 * SIDE * SIDE);
    expect(SWEEP.store.getState().sweeping).toMatchObject({
      phase: 'done',
      finished: 4,
      failed: 0,
      left: null,
    });
    expect(leaving.held).toBe(0);
  });

  it('that was cancelled keeps what is done, goes on from there, and draws nothing again', async () => {
    const tools = toyTools();
    tools.before = () => {
      if (tools.asked.length < 3) return;
      cancelSweep(SWEEP);
      throw abortError();
    };
    await drawSheet(SWEEP, tools);
    expect(SWEEP.store.getState().sweeping).toMatchObject({ phase: 'cancelled', finished: 2 });
    expect(cellsNow().map((cell) => cell?.status)).toEqual(['done', 'done', undefined, undefined]);

    const again = toyTools();
    await drawSheet(SWEEP, again);
    expect(again.asked.map(({ params }) => params['lambda'])).toEqual([1, 1]);
    // Another sheet that has some of the same pictures, and back.
    asked({ rowValues: '0, 2' });
    expect(cellsToDraw(SWEEP)).toHaveLength(2);
    asked({ rowValues: '0, 1' });
    expect(cellsToDraw(SWEEP)).toHaveLength(0);
    set({ seed: 6 });
    expect(cellsToDraw(SWEEP)).toHaveLength(4);
  });

  it('says why one fails, goes on with the others, and tries that one again where it is asked to', async () => {
    const tools = toyTools();
    tools.before = ({ params }) => {
      if (params['lambda'] === 0) throw new LabError('zero-gradient', 'No way up.', 'Another class.');
    };
    await drawSheet(SWEEP, tools);
    expect(SWEEP.store.getState().sweeping).toMatchObject({ phase: 'done', finished: 4, failed: 2 });
    expect(cellsNow().map((cell) => cell?.status)).toEqual(['failed', 'failed', 'done', 'done']);
    const again = toyTools();
    await drawSheet(SWEEP, again);
    expect(again.asked.map(({ params }) => params['lambda'])).toEqual([0, 0]);
  });

  it('asks each network for the class of that name, and says which has none', async () => {
    asked({ rows: 'network', rowValues: 'a,b', columns: 'target', columnValues: '0,2' });
    const tools = toyTools();
    await drawSheet(SWEEP, tools);
    expect(tools.asked.map(({ network, target }) => `${network} ${String(target)}`)).toEqual([
      'a 0',
      'a 2',
      'b 0',
    ]);
    const cells = cellsNow();
    expect(cells.map((cell) => cell?.status)).toEqual(['done', 'done', 'failed', 'done']);
    expect(cells[2]).toMatchObject({
      error: {
        message: phrase('{network} has no class called “{className}”.', { network: 'B', className: 'cat' }),
      },
    });
  });

  it('draws each with a seed of its own where that is asked for', async () => {
    asked({ seeds: 'varied' });
    const tools = toyTools();
    await drawSheet(SWEEP, tools);
    expect(tools.asked.map(({ seed }) => seed)).toEqual([5, 6, 7, 8]);
  });

  it('a preset takes the place of all numbers, and not only of its own', async () => {
    setParam(METHOD.id, 'jitter', 3);
    asked({ rows: 'preset', rowValues: 'rdfia', columns: 'none' });
    const tools = toyTools();
    await drawSheet(SWEEP, tools);
    expect(tools.asked.map(({ params }) => params['jitter'])).toEqual([16]);
  });

  it('knows the time left by the steps there are still to take', async () => {
    asked({ rows: 'iterations', rowValues: '10, 20, 40', columns: 'none' });
    const left: (number | null)[] = [];
    const tools = toyTools();
    tools.before = () => left.push(SWEEP.store.getState().sweeping?.left ?? null);
    await drawSheet(SWEEP, tools);
    expect(left).toEqual([null, 600, 400]);
  });

  it.each([
    [{ rowValues: 'x' }, 'rows', /no number/],
    [{ columns: 'target', columnValues: '99' }, 'columns', /Choose one or more/],
    [{ rows: 'nothing-such' }, 'rows', /has no “nothing-such”/],
    [{ columns: 'lambda', columnValues: '1' }, null, /both go along/],
  ])('says what stands in its way: %j', async (change, side, words) => {
    asked(change);
    expect(sheetNow(SWEEP)).toEqual({ fault: { side, words: expect.stringMatching(words) as string } });
    const tools = toyTools();
    await drawSheet(SWEEP, tools);
    expect(tools.asked).toEqual([]);
  });
});
