import { expect, it } from 'vitest';
import { sourceWindow } from '../../../../src/core/pictures/fit-plan';
import { FITS } from '../../../../src/core/records/recipe';

const WIDE = { width: 400, height: 200 };

it('says which part of the photo the network sees, in the photo’s pixels', () => {
  const whole = { x: 0, y: 0, w: 400, h: 200 };
  for (const fit of ['squash', 'squash-bicubic', 'keras'] as const) {
    expect(sourceWindow(WIDE, [224, 224], fit)).toEqual(whole);
  }
  expect(sourceWindow(WIDE, [224, 224], 'crop')).toEqual({ x: 100, y: 0, w: 200, h: 200 });
  expect(sourceWindow({ width: 200, height: 400 }, [80, 160], 'crop')).toEqual({
    x: 0,
    y: 150,
    w: 200,
    h: 100,
  });
  expect(sourceWindow(WIDE, [100, 100], 'shorter-side')).toEqual({ x: 100, y: 0, w: 200, h: 200 });
  // 200 pixels become 256, of which 16 are cut on either side.
  const { x, y, w, h } = sourceWindow(WIDE, [224, 224], 'torchvision');
  expect([x, y, w, h].map((value) => Number(value.toFixed(6)))).toEqual([112.5, 12.5, 175, 175]);
});

it('cuts half a pixel more on the side that Python’s rounding leaves it on', () => {
  expect(sourceWindow({ width: 7, height: 4 }, [2, 2], 'crop').x).toBe(2);
  expect(sourceWindow({ width: 5, height: 4 }, [2, 2], 'crop').x).toBe(0);
});

it.each(FITS)('a photo of the network’s size is seen whole: %s', (fit) => {
  expect(sourceWindow(WIDE, [200, 400], fit)).toEqual({ x: 0, y: 0, w: 400, h: 200 });
});
