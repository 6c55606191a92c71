import { expect, it } from 'vitest';
import { boardCsv } from '../../../../../src/features/robustness/export/board-csv';
import type { BoardReport } from '../../../../../src/features/robustness/export/board-report';
import type { PhotoMeasure } from '../../../../../src/features/robustness/store/board-store';
import { summarise } from '../../../../../src/features/robustness/store/board-summary';
import { AUTO_ATTACK } from '../../../../../src/methods/catalog/auto-attack';

const [first, second] = AUTO_ATTACK.map(({ id }) => id);
const made = {
  photo: 'p',
  network: 'n',
  interpretation: null,
  label: null,
  epsilon: 4,
  effort: 'quick',
  seed: 7,
  fit: 'squash',
  decoding: { colourProfile: 'ignore', transparency: 'drop' },
} as unknown as PhotoMeasure['made'];
const clean = { index: 0, name: 'church', logit: 3, probability: 0.75 };
const trial = { misread: true, linf: 3, l2: 12.5, steps: 9, read: 1, zeroGradient: false };
const felled: PhotoMeasure = {
  made,
  label: { index: 0, name: 'church' },
  origin: 'known',
  clean,
  right: true,
  trials: [
    { ...trial, attack: first!, fooled: false, misread: false, read: 0, target: null },
    { ...trial, attack: second!, fooled: true, target: 1 },
  ],
  falls: 2,
  smallest: 10.25,
  ms: 5,
};
const wrong: PhotoMeasure = {
  ...felled,
  label: { index: 1, name: '=2+3' },
  right: false,
  trials: [],
  falls: 0,
  smallest: null,
};
const report: BoardReport = {
  title: '',
  epsilon: 4,
  notes: [],
  networks: [
    {
      title: 'Net, small',
      summary: summarise('n', [felled, wrong], 4),
      warnings: [],
      measures: [
        { photo: 'one.png', measure: felled },
        { photo: 'two.png', measure: wrong },
      ],
      nameOf: (index) => ['church', 'tench'][index] ?? '',
    },
  ],
};

it('one line a photo and attack, as many fields in each, and a spreadsheet runs nothing of it', () => {
  const text = boardCsv(report);
  expect(text.startsWith('\uFEFF')).toBe(true);
  const lines = text.slice(1).trimEnd().split('\r\n');
  expect(lines.length).toBe(4);
  const fields = lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
  const [head, ...rows] = fields as [string[], ...string[][]];
  const cell = (row: number, name: string): string => rows[row]![head.indexOf(name)]!;
  for (const row of rows) expect(row.length).toBe(head.length);
  expect(cell(0, 'network')).toBe('"Net, small"');
  expect([0, 1].map((row) => cell(row, 'attack'))).toEqual([first, second]);
  expect([0, 1].map((row) => cell(row, 'fooled'))).toEqual(['0', '1']);
  expect(cell(0, 'towards')).toBe('');
  expect(cell(1, 'towards')).toBe('tench');
  expect(cell(1, 'attacked_read_as')).toBe('tench');
  expect(cell(1, 'linf')).toBe('3');
  expect(cell(1, 'l2')).toBe('12.5');
  expect(cell(1, 'falls_at')).toBe('2');
  expect(cell(1, 'smallest_l2')).toBe('10.25');
  expect(cell(1, 'parameters')).toContain('epsilon=4');
  expect(cell(2, 'attack')).toBe('');
  expect(cell(2, 'falls_at')).toBe('0');
  expect(cell(2, 'class')).toBe("'=2+3");
  expect(cell(2, 'seed')).toBe('7');
});
