import { describe, expect, it } from 'vitest';
import { filmLength, filmSize, filmTurns, RATES } from '../../../../src/export/film/film-plan';

describe('the turns of a film', () => {
  it('follow each other without a gap, and end with the hold', () => {
    for (const format of ['gif', 'webm'] as const)
      for (const rate of RATES) {
        const turns = filmTurns(7, { format, rate, hold: 2 });
        turns.slice(1).forEach(({ start }, place) => {
          expect(start).toBeCloseTo(turns[place]!.start + turns[place]!.duration, 9);
        });
        expect(filmLength(turns)).toBeCloseTo(7 / rate + 2, 9);
        expect(new Set(turns.map(({ frame }) => frame)).size).toBe(7);
        expect(turns.at(-1)!.frame).toBe(6);
      }
  });

  it('hold the last frame of a GIF for longer, and show that of a video again', () => {
    expect(filmTurns(2, { format: 'gif', rate: 10, hold: 1 }).map(({ duration }) => duration)).toEqual([
      0.1, 1.1,
    ]);
    const again = filmTurns(2, { format: 'mp4', rate: 5, hold: 1 }).map(({ frame }) => frame);
    expect(again).toEqual([0, 1, 1, 1, 1, 1, 1]);
    expect(filmTurns(3, { format: 'mp4', rate: 5, hold: 0 })).toHaveLength(3);
  });
});

it('a film has even sides, its picture enlarged by whole pixels', () => {
  expect(filmSize({ width: 33, height: 21 }, { scale: 1, captions: false })).toEqual({
    width: 34,
    height: 22,
    picture: { width: 33, height: 21 },
  });
  const { width, height, picture } = filmSize({ width: 160, height: 160 }, { scale: 2, captions: true });
  expect([width, picture.width, picture.height, height > 336]).toEqual([320, 320, 320, true]);
});
