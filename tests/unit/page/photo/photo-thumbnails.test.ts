import { beforeEach, expect, it, vi } from 'vitest';
import { imageStore, type Photo } from '../../../../src/page/photo/image-store';
import { thumbnailOf } from '../../../../src/page/photo/photo-thumbnails';
import { createToyCanvas } from '../../../../testing/toy-canvas';

/** Pictures that are open now, the most at a time, and how often a file was decoded at its own size. */
const seen = vi.hoisted(() => ({ open: 0, most: 0, whole: 0 }));
const opened = vi.hoisted(() => (width: number, height: number) => {
  seen.open += 1;
  seen.most = Math.max(seen.most, seen.open);
  return { width, height, close: () => (seen.open -= 1) };
});
vi.mock('../../../../src/page/photo/decode-photo', () => ({
  decodePhoto: async (source: Blob) => {
    seen.whole += 1;
    if ((await source.text()) === 'broken') throw new Error('no picture');
    return { bitmap: opened(4000, 3000) };
  },
}));

beforeEach(() => {
  createToyCanvas();
  vi.stubGlobal('createImageBitmap', async (source: Blob, shrink?: { resizeHeight: number }) => {
    const text = await source.text();
    if (!/^[\d ]+$/.test(text)) throw new Error('the browser knows no such file');
    const height = shrink?.resizeHeight ?? Number(text);
    return opened(Math.round((height * 4) / 3), height);
  });
  Object.assign(seen, { open: 0, most: 0, whole: 0 });
  imageStore.setState({ photo: null });
});

it('are made one at a time and once each, small from the decoder on, and nothing stays open', async () => {
  const files = Array.from({ length: 6 }, (_, i) => new Blob([String(i).padEnd(20_000)]));
  const made = await Promise.all([...files, ...files].map(thumbnailOf));
  expect(seen).toEqual({ open: 0, most: 1, whole: 0 });
  expect(made[0]).toBe(made[6]);
  expect(new Set(made).size).toBe(6);
  expect(made.every((file) => file.size > 0 && file.size < 60_000)).toBe(true);
});

it('take the page’s photo as it is decoded already, and what the page alone can open; one that nobody can keeps none of the others', async () => {
  const shown = new Blob(['shown']);
  const bitmap = { width: 10, height: 10 };
  imageStore.setState({ photo: { source: shown, bitmap } as unknown as Photo });
  const [failed, , kept] = await Promise.allSettled([
    thumbnailOf(new Blob(['broken'])),
    thumbnailOf(shown),
    thumbnailOf(new Blob(['drawing'])),
  ]);
  expect([failed.status, kept.status]).toEqual(['rejected', 'fulfilled']);
  expect(seen).toEqual({ open: 0, most: 1, whole: 2 });
});

it('of few pixels are those pixels as squares, and not smoothed', async () => {
  const drawn: { smoothed: boolean; side: number }[] = [];
  const canvas = OffscreenCanvas.prototype as unknown as {
    width: number;
    imageSmoothingEnabled: boolean;
    drawImage: () => void;
  };
  vi.spyOn(canvas, 'drawImage').mockImplementation(function (this: typeof canvas) {
    drawn.push({ smoothed: this.imageSmoothingEnabled, side: this.width });
  });
  await thumbnailOf(new Blob(['28']));
  await thumbnailOf(new Blob(['300']));
  expect(drawn).toEqual([
    { smoothed: false, side: 112 },
    { smoothed: true, side: 112 },
  ]);
});
