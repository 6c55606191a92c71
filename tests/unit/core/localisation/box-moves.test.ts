import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, moved, resized, wholePixels } from '../../../../src/core/localisation/box-moves';

const PHOTO = { width: 1024, height: 768 };

describe('the person’s box', () => {
  const point = fc.record({
    x: fc.integer({ min: -500, max: 2000 }),
    y: fc.integer({ min: -500, max: 2000 }),
  });

  it('stays whole, inside the photo and at least a pixel large, however it is drawn, moved and resized', () => {
    const step = fc.integer({ min: -900, max: 900 });
    fc.assert(
      fc.property(point, point, step, step, (a, b, dx, dy) => {
        const drawn = between(a, b, PHOTO);
        for (const box of [drawn, moved(drawn, dx, dy, PHOTO), resized(drawn, dx, dy, PHOTO)]) {
          expect(Object.values(box).every(Number.isInteger)).toBe(true);
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
          expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(1);
          expect(box.x + box.width).toBeLessThanOrEqual(PHOTO.width);
          expect(box.y + box.height).toBeLessThanOrEqual(PHOTO.height);
        }
        const shifted = moved(drawn, dx, dy, PHOTO);
        expect([shifted.width, shifted.height]).toEqual([drawn.width, drawn.height]);
      }),
    );
  });

  it('is the same from either pair of corners', () => {
    const box = { x: 100, y: 50, width: 200, height: 300 };
    expect(between({ x: 100, y: 50 }, { x: 300, y: 350 }, PHOTO)).toEqual(box);
    expect(between({ x: 300, y: 50 }, { x: 100, y: 350 }, PHOTO)).toEqual(box);
    expect(wholePixels({ x: 99.6, y: 50.4, width: 200.2, height: 299.8 }, PHOTO)).toEqual(box);
  });

  it('stops at the edge when it is moved, and keeps its left upper corner when it is resized', () => {
    const box = { x: 100, y: 50, width: 200, height: 300 };
    expect(moved(box, -150, 5000, PHOTO)).toEqual({ ...box, x: 0, y: 468 });
    expect(resized(box, 20, -1000, PHOTO)).toEqual({ ...box, width: 220, height: 1 });
  });
});
