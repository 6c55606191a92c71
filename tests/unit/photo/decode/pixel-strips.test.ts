import { afterEach, expect, it, vi } from 'vitest';
import { pixelStrips } from '../../../../src/photo/decode/pixel-strips';

afterEach(() => vi.unstubAllGlobals());

const SRGB = { primaries: 'bt709', transfer: 'iec61966-2-1', matrix: 'rgb', fullRange: true };
/** So wide that two rows make a strip. */
const WIDTH = 1 << 17;
const BITMAP = { width: WIDTH, height: 5 } as ImageBitmap;

/** Gives the page frames whose every pixel is `pixel`, and a canvas that answers with sevens; tells what was opened and closed. */
function withFrames(pixel: readonly number[], said: object = {}) {
  const told = { opened: 0, closed: 0, drawn: 0 };
  class Frame {
    readonly format = 'BGRA';
    readonly colorSpace = SRGB;
    readonly rotation = 0;
    readonly flip = false;
    readonly visibleRect = { x: 0, y: 0, width: WIDTH, height: 5 };
    constructor() {
      told.opened += 1;
      Object.assign(this, said);
    }
    copyTo(into: Uint8ClampedArray, { rect }: { rect: { width: number } }) {
      for (let k = 0; k < into.length; k += 1) into[k] = pixel[k % 4] ?? 0;
      return Promise.resolve([{ offset: 0, stride: rect.width * 4 }]);
    }
    close() {
      told.closed += 1;
    }
  }
  const context = {
    clearRect: () => undefined,
    drawImage: () => (told.drawn += 1),
    getImageData: (_x: number, _y: number, width: number, height: number) => ({
      data: new Uint8ClampedArray(width * height * 4).fill(7),
    }),
  };
  class Canvas {
    getContext = () => context;
  }
  vi.stubGlobal('VideoFrame', Frame);
  vi.stubGlobal('OffscreenCanvas', Canvas);
  return told;
}

async function firstPixels(): Promise<number[][]> {
  const pixels: number[][] = [];
  for await (const { data } of pixelStrips(BITMAP)) pixels.push([...data.subarray(0, 4)]);
  return pixels;
}

it('reads the bitmap’s own bytes, red first, and lets go of them with the last', async () => {
  const told = withFrames([1, 2, 3, 255]);
  expect(await firstPixels()).toEqual([3, 3, 3].map(() => [3, 2, 1, 255]));
  expect(told).toEqual({ opened: 1, closed: 1, drawn: 0 });
});

it('lets go of them where the loop is left', async () => {
  const told = withFrames([1, 2, 3, 255]);
  for await (const { rows } of pixelStrips(BITMAP)) {
    expect(rows).toBe(2);
    break;
  }
  expect(told).toEqual({ opened: 1, closed: 1, drawn: 0 });
});

it.each([
  ['half transparent', [1, 2, 3, 254], {}],
  ['turned', [1, 2, 3, 255], { rotation: 90 }],
  ['mirrored', [1, 2, 3, 255], { flip: true }],
  ['silent about how it lies', [1, 2, 3, 255], { rotation: undefined }],
  ['of wider colours', [1, 2, 3, 255], { colorSpace: { ...SRGB, primaries: 'smpte432' } }],
  ['of another format', [1, 2, 3, 255], { format: 'I420' }],
])('draws a picture that is %s', async (_, pixel, said) => {
  const told = withFrames(pixel, said);
  expect(await firstPixels()).toEqual([7, 7, 7].map(() => [7, 7, 7, 7]));
  expect(told).toEqual({ opened: 1, closed: 1, drawn: 3 });
});
