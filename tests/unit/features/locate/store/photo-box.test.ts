import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  between,
  moved,
  resized,
  toPhoto,
  wholePixels,
} from '../../../../../src/features/locate/store/photo-box';

const PHOTO = { width: 1024, height: 768 };
const SEEN = { width: 160, height: 160 };

describe('a box of the network’s picture on the photo', () => {
  it('is stretched back where the photo was squashed', () => {
    expect(toPhoto({ x: 0, y: 0, ...SEEN }, SEEN, PHOTO, 'squash')).toEqual({ x: 0, y: 0, ...PHOTO });
    expect(toPhoto({ x: 40, y: 80, width: 80, height: 40 }, SEEN, PHOTO, 'squash')).toEqual({
      x: 256,
      y: 384,
      width: 512,
      height: 192,
    });
  });

  it('lies in the middle square where the photo was cropped', () => {
    expect(toPhoto({ x: 0, y: 0, ...SEEN }, SEEN, PHOTO, 'crop')).toEqual({
      x: 128,
      y: 0,
      width: 768,
      height: 768,
    });
    const upright = toPhoto({ x: 0, y: 0, ...SEEN }, SEEN, { width: 300, height: 500 }, 'crop');
    expect(upright).toEqual({ x: 0, y: 100, width: 300, height: 300 });
  });

  it('lies within what torchvision kept of the photo, which is less than the middle square', () => {
    // 768 pixels become 183, of which 160 are kept: 11 or 12 of them are cut above, 42 on the left.
    const kept = toPhoto({ x: 0, y: 0, ...SEEN }, SEEN, PHOTO, 'torchvision');
    expect(kept).toEqual({ x: 176, y: 50, width: 672, height: 672 });
  });
});

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
