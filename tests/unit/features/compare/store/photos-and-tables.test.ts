import { beforeEach, describe, expect, it } from 'vitest';
import { beginTable } from '../../../../../src/features/compare/store/begin-table';
import { compareStore } from '../../../../../src/features/compare/store/compare-store';
import { addColumns, addRows, rowsOf } from '../../../../../src/features/compare/store/edit-table';
import {
  bringTableBack,
  clearTable,
  keptTables,
} from '../../../../../src/features/compare/store/kept-tables';
import { REPORT_PHOTOS, setLabReport } from '../../../../../src/features/compare/store/lab-report';
import { partRepeated } from '../../../../../src/features/compare/store/repeated-photos';

const file = (name: string, content: string): File => new File([content], name, { type: 'image/png' });
const names = (): string[] => compareStore.getState().rows.map(({ name }) => name);

beforeEach(() => {
  compareStore.setState({ rows: [], columns: [], cells: {}, begun: false, filling: null });
  keptTables.setState({ tables: [] });
});

describe('photos the table has already', () => {
  it('are told by their bytes, not by their names', async () => {
    addRows(rowsOf([file('a.png', 'quail')]));
    const brought = rowsOf([
      file('a.png', 'other'),
      file('a (1).png', 'quail'),
      file('b.png', 'new'),
      file('copy of b.png', 'new'),
    ]);
    const { fresh, repeated } = await partRepeated(brought, compareStore.getState().rows);
    expect(fresh.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
    expect(repeated.map(({ name }) => name)).toEqual(['a (1).png', 'copy of b.png']);
  });

  it('are added again where that is asked for', () => {
    const [photo] = rowsOf([file('a.png', 'quail')]);
    addRows([photo!]);
    expect(addRows([photo!])).toEqual([]);
    expect(addRows([photo!], { again: true })).toHaveLength(1);
    expect(names()).toEqual(['a.png', 'a.png']);
  });

  it('may be gone from the disk', async () => {
    const gone = Object.assign(new Blob(['quail']), { arrayBuffer: () => Promise.reject(new Error('gone')) });
    const { fresh } = await partRepeated(rowsOf([file('a.png', 'quail')]), [{ source: gone }]);
    expect(fresh).toHaveLength(1);
  });
});

describe('the person’s own table', () => {
  const fillOwn = (...photos: string[]): void => {
    addRows(rowsOf(photos.map((name) => file(name, name))));
    addColumns([{ network: 'a', method: 'vanilla-gradient' }]);
  };

  it('is kept when the lab report takes its place, and comes back', () => {
    fillOwn('one.png', 'two.png');
    const own = compareStore.getState();
    setLabReport();
    expect(names()).toHaveLength(REPORT_PHOTOS);
    // The report itself, pressed again, is nothing to miss: the person's table stays the one kept.
    setLabReport();
    expect(keptTables.getState().tables).toHaveLength(1);
    bringTableBack();
    expect(compareStore.getState().rows).toEqual(own.rows);
    expect(compareStore.getState().columns).toEqual(own.columns);
    expect(keptTables.getState().tables).toHaveLength(0);
  });

  it('is not lost for another one that comes back', () => {
    fillOwn('mine.png');
    setLabReport();
    addRows(rowsOf([file('more.png', 'more')]));
    bringTableBack();
    expect(names()).toEqual(['mine.png']);
    setLabReport();
    bringTableBack();
    expect(names()).toEqual(['mine.png']);
    bringTableBack();
    expect(names()).toContain('more.png');
  });

  it('comes back after it was emptied', () => {
    fillOwn('mine.png');
    clearTable();
    expect(names()).toEqual([]);
    bringTableBack();
    expect(names()).toEqual(['mine.png']);
    expect(beginTable()).toBe(false);
  });
});
