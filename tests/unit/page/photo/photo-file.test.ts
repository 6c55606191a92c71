import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { photoFile } from '../../../../src/page/photo/photo-file';
import { createToyCanvas } from '../../../../testing/toy-canvas';

it('is the photo’s own where it has one, and of what came as pixels a PNG as large', async () => {
  createToyCanvas();
  const pixels = { bitmap: {} as ImageBitmap, width: 28, height: 30 };
  expect(await photoFile({ ...pixels, source: 'samples/beagle.png' })).toBe('samples/beagle.png');
  const file = await photoFile(pixels);
  if (!(file instanceof Blob)) throw new Error('expected a file');
  const { width, height } = PNG.sync.read(Buffer.from(await file.arrayBuffer()));
  expect([file.type, width, height]).toEqual(['image/png', 28, 30]);
});
