import { expect, it } from 'vitest';
import { sheetCsv } from '../../../../../src/features/sweep/export/sheet-csv';
import type { ReportCell, SheetReport } from '../../../../../src/features/sweep/export/sheet-report';

const cell: ReportCell = {
  recipe: {
    version: 1,
    network: 'a',
    method: 'm',
    params: { lambda: 0.001, start: 'noise' },
    target: 2,
    seed: 7,
    fit: 'squash',
  },
  network: 'A, the net',
  className: 'owl',
  rival: 'dog',
  marks: { beyondStability: true, diverged: false },
  scalars: { logit: 3.5, probability: 0.25, rivalProbability: 0.5, objective: -Infinity, l2: 12 },
  steps: 200,
  milliseconds: 1234.6,
  caption: ['25 %', 'read as dog'],
  picture: async () => ({ width: 0, height: 0, data: new Uint8ClampedArray() }),
  input: async () => null,
};
const report: SheetReport = {
  title: '',
  rows: { title: 'Penalty λ', titles: ['λ 0.001', 'λ 1'] },
  columns: { title: 'Class', titles: ['owl', 'golf ball'] },
  cells: [
    [cell, null],
    [{ error: { code: 'zero-gradient', message: 'No way up.', nextStep: 'Another class.' } }, cell],
  ],
  notes: [],
  view: { id: 'sweep', params: {} },
  fileName: 'sweep',
};

it('has a line for each cell that was drawn or failed, each number in its column', () => {
  const [head, ...lines] = sheetCsv(report).replace('\uFEFF', '').trimEnd().split('\r\n');
  const columns = head!.split(',');
  const [first, failed, last] = lines.map((line) => {
    const fields = line.replace('"A, the net"', 'A the net').split(',');
    expect(fields).toHaveLength(columns.length);
    return Object.fromEntries(columns.map((name, place) => [name, fields[place]]));
  });
  expect(first).toEqual({
    file: 'pictures/r01-c01-λ-0.001-owl.png',
    row: '1',
    column: '1',
    row_value: 'λ 0.001',
    column_value: 'owl',
    network: 'A the net',
    class: 'owl',
    class_index: '2',
    seed: '7',
    steps: '200',
    logit: '3.5',
    probability: '0.25',
    rival: 'dog',
    rival_probability: '0.5',
    objective: '',
    length: '12',
    beyond_stability: '1',
    diverged: '0',
    milliseconds: '1235',
    error: '',
    parameters: 'lambda=0.001 start=noise',
  });
  expect(failed).toMatchObject({ file: '', row: '2', column: '1', error: 'No way up. Another class.' });
  expect(last).toMatchObject({ file: 'pictures/r02-c02-λ-1-golf-ball.png', row: '2', column: '2' });
  expect(lines).toHaveLength(3);
});
