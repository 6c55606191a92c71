import { drawingContext, pixelStrips } from './pixel-strips';

/** The scales that saved pictures are written at, besides 1. */
const LEAST_SCALE = 2;
const MOST_SCALE = 4;

function common(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** Of the blocks of an enlarged photo or map, more than this part differ from the next; of flat drawings far fewer do. */
const LEAST_DIFFERING = 0.1;

/**
 * How often each pixel of a picture is repeated each way, exactly: 1, or 2 to 4. Every edge between two colours then lies on
 * a multiple of it. A drawing of flat shapes or of larger squares is no enlarged picture; where the file itself says how often
 * (`said`) only the pixels have to agree.
 */
export async function pixelRepeats(bitmap: ImageBitmap, said: number | null): Promise<number> {
  const repeats = await commonBlock(bitmap);
  if (said !== null) return repeats % said === 0 ? said : 1;
  if (repeats < LEAST_SCALE || repeats > MOST_SCALE) return 1;
  return (await differingBlocks(bitmap, repeats)) >= LEAST_DIFFERING ? repeats : 1;
}

/** The side of the largest squares that a picture consists of, from its corner on. */
async function commonBlock(bitmap: ImageBitmap): Promise<number> {
  const { width, height } = bitmap;
  let block = common(width, height);
  let above = new Uint32Array();
  for await (const { y, rows, data } of pixelStrips(bitmap)) {
    const pixels = new Uint32Array(data.buffer, data.byteOffset, rows * width);
    for (let row = 0; row < rows && block > 1; row++) {
      const line = pixels.subarray(row * width, (row + 1) * width);
      let differs = false;
      for (let x = 0; x < width && block > 1; x++) {
        if (x > 0 && x % block !== 0 && line[x] !== line[x - 1]) block = common(block, x);
        if (line[x] !== above[x]) differs = true;
      }
      if (differs) block = common(block, y + row);
      above = line;
    }
    if (block === 1) break;
    // The next strip overwrites this one.
    above = above.slice();
  }
  return block;
}

/** The part of a picture's blocks that differ from the one before them in their row. */
async function differingBlocks(bitmap: ImageBitmap, block: number): Promise<number> {
  const { width, height } = bitmap;
  let differing = 0;
  for await (const { y, rows, data } of pixelStrips(bitmap)) {
    const pixels = new Uint32Array(data.buffer, data.byteOffset, rows * width);
    for (let row = (block - (y % block)) % block; row < rows; row += block) {
      for (let x = block; x < width; x += block) {
        if (pixels[row * width + x] !== pixels[row * width + x - 1]) differing += 1;
      }
    }
  }
  return differing / ((width / block) * (height / block));
}

/** The picture inside one whose every pixel is repeated: exactly one pixel of each block. Closes the bitmap given. */
export function undoRepeats(bitmap: ImageBitmap, repeats: number): ImageBitmap {
  const width = Math.floor(bitmap.width / repeats);
  const height = Math.floor(bitmap.height / repeats);
  const context = drawingContext(width, height, {});
  context.imageSmoothingEnabled = false;
  context.drawImage(bitmap, 0, 0, width * repeats, height * repeats, 0, 0, width, height);
  bitmap.close();
  return context.canvas.transferToImageBitmap();
}
