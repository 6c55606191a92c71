import { describe, expect, it } from 'vitest';
import type { Filling } from '../../../../../src/features/compare/store/compare-store';
import { standing } from '../../../../../src/features/compare/view/table-words';

const filling = (phase: Filling['phase'], finished: number, failed = 0): Filling => ({
  phase,
  finished,
  failed,
  ms: 2400,
});

describe('where a table stands', () => {
  it('counts the maps this filling has drawn, and says where the table has more', () => {
    expect(standing({ filling: filling('done', 3), maps: 18, left: 0, ms: 100 })).toBe(
      'Done · 3 maps in 2 s, 18 in the table',
    );
    expect(standing({ filling: filling('done', 18), maps: 18, left: 0, ms: 100 })).toBe(
      'Done · 18 maps in 2 s',
    );
    expect(standing({ filling: null, maps: 18, left: 0, ms: null })).toBe('Done · 18 maps');
  });

  it('is not done while anything is left', () => {
    for (const phase of ['running', 'cancelled', 'done'] as const) {
      const words = standing({ filling: filling(phase, 3), maps: 18, left: 15, ms: 100 });
      expect(words).not.toContain('Done');
      expect(words).toContain(phase === 'running' ? 'Map 4 of 18' : '15 maps to draw');
    }
    expect(standing({ filling: null, maps: 18, left: 15, ms: null })).toMatch(/^15 maps to draw/);
  });

  it('never counts a map beyond the last', () => {
    expect(standing({ filling: filling('running', 18), maps: 18, left: 0, ms: 100 })).toContain(
      'Map 18 of 18',
    );
  });

  it('says how many could not be drawn', () => {
    expect(standing({ filling: filling('done', 18, 2), maps: 18, left: 0, ms: 100 })).toContain(
      '2 could not be drawn',
    );
  });
});
