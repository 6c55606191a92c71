import type { Phase } from './timed-load.ts';

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Rows in columns; all but the first to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return rows.map((row) => `  ${line(row)}`).join('\n');
}

export function phaseTable(phases: readonly Phase[]): string {
  return table([
    ['stage', 'time', 'peak memory'],
    ...phases.map(({ name, ms, peakBytes }) => [
      name,
      ms === 0 ? '' : seconds(ms),
      peakBytes === 0 ? 'too short' : megabytes(peakBytes),
    ]),
  ]);
}
