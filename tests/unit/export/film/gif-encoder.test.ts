import { decode, decodeFrames } from 'modern-gif';
import { expect, it } from 'vitest';
import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import { createGif } from '../../../../src/export/film/gif-encoder';

const [WIDTH, HEIGHT] = [24, 16];

/** More colours than a palette has, others in every frame. */
function frame(hue: number): PixelImage {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++)
    data.set([(i * 10) % 256, (40 * hue + (i % WIDTH) * 8) % 256, 255 - ((i * 3) % 200), 255], 4 * i);
  return { width: WIDTH, height: HEIGHT, data };
}

it('another decoder reads every frame, for as long as it stays, close to what was drawn', () => {
  const gif = createGif();
  const times = [100, 40, 1040];
  times.forEach((milliseconds, place) => gif.add(frame(place), milliseconds));
  const bytes = gif.end();
  expect(decode(bytes.slice())).toMatchObject({ width: WIDTH, height: HEIGHT, looped: true });
  const frames = decodeFrames(bytes.slice());
  expect(frames.map(({ delay }) => delay)).toEqual(times);
  frames.forEach(({ data }, place) => {
    const drawn = frame(place).data;
    const apart = drawn.reduce((sum, value, i) => sum + Math.abs(value - data[i]!), 0) / drawn.length;
    expect(apart).toBeLessThan(6);
    const other = frame(place + 1).data;
    expect(
      drawn.reduce((sum, value, i) => sum + Math.abs(value - other[i]!), 0) / drawn.length,
    ).toBeGreaterThan(6);
  });
});
