import { describe, expect, it } from 'vitest';
import { toPhoto } from '../../../../../src/features/locate/store/photo-box';

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
