import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { thumbnailOf } from '../../../src/canvas/thumbnail';
import { makeTestPhoto } from '../../../testing/test-photo';
import { createToyCanvas } from '../../../testing/toy-canvas';

it('a small picture’s thumbnail has its pixels as squares', async () => {
  createToyCanvas();
  const photo = makeTestPhoto(3, 28, 28);
  const bytes = Buffer.from(photo.data);
  const file = await thumbnailOf(photo);
  const { width, height, data } = PNG.sync.read(Buffer.from(await file!.arrayBuffer()));
  expect([width, height]).toEqual([140, 140]);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = 4 * (Math.floor(y / 5) * 28 + Math.floor(x / 5));
      expect(data.readUInt32LE(4 * (y * width + x))).toBe(bytes.readUInt32LE(from));
    }
});
