import { expect, it } from 'vitest';
import { sheetLayout } from '../../../../../src/features/sweep/export/sheet-layout';

it('has room for every picture and its words, none over another or over the edge', () => {
  for (const [rows, columns] of [
    [1, 1],
    [12, 4],
    [4, 12],
    [20, 20],
  ] as const) {
    const { side, width, height, margin, gap, stub, caption, line, place } = sheetLayout(
      rows,
      columns,
      90,
      5,
    );
    expect(place(0, 0).x).toBe(margin + stub);
    const last = place(rows - 1, columns - 1);
    expect(last.x + side + margin).toBeLessThanOrEqual(width);
    expect(place(0, 1).x - place(0, 0).x).toBe(side + gap);
    expect(place(1, 0).y - place(0, 0).y).toBe(side + caption + gap);
    expect(place(rows, 0).y + 6 * line).toBeLessThanOrEqual(height);
  }
});

it('draws pictures at 224 pixels where it can, smaller where there are many, and says where there are too many', () => {
  expect([sheetLayout(3, 3, 90, 4).side, sheetLayout(20, 20, 90, 4).side]).toEqual([224, 160]);
  expect(sheetLayout(200, 1, 90, 4)).toMatchObject({ side: 56, caption: 0 });
  expect(() => sheetLayout(400, 400, 90, 4)).toThrow(/400 by 400 pictures is too large/);
  // A long head takes no more room than its share.
  expect(sheetLayout(2, 2, 5000, 0).stub).toBe(212);
});
