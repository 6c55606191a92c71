import { drawingContext, pixelStrips } from './pixel-strips';

/**
 * What a browser shows of a file that it makes no bitmap of, because it is cut short or damaged: through a decoder that gives
 * unfinished frames, or an image element. Null where that is nothing.
 */
export async function decodePart(blob: Blob, options: ImageBitmapOptions): Promise<ImageBitmap | null> {
  for (const decode of [byFrame, byElement]) {
    const bitmap = await decode(blob, options).catch(() => null);
    if (bitmap && (await showsAnything(bitmap))) return bitmap;
    bitmap?.close();
  }
  return null;
}

/** Firefox answers only when it has been told that nothing more comes; told before it has answered, Chromium refuses. */
const PATIENCE_MS = 500;

async function byFrame(
  blob: Blob,
  { colorSpaceConversion }: ImageBitmapOptions,
): Promise<ImageBitmap | null> {
  if (typeof ImageDecoder === 'undefined') return null;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let ending: ReturnType<typeof setTimeout> | undefined;
  const data = new ReadableStream<Uint8Array>({
    start(stream) {
      stream.enqueue(bytes);
      ending = setTimeout(() => {
        stream.close();
      }, PATIENCE_MS);
    },
  });
  const decoder = new ImageDecoder({
    data,
    type: blob.type,
    colorSpaceConversion: colorSpaceConversion ?? 'default',
  });
  try {
    const { image } = await decoder.decode({ completeFramesOnly: false });
    try {
      return await bitmapOf(image);
    } finally {
      image.close();
    }
  } finally {
    clearTimeout(ending);
    decoder.close();
  }
}

/** A frame as a bitmap. In Firefox the unused byte of a frame without alpha becomes its alpha: it is set here. */
async function bitmapOf(frame: VideoFrame): Promise<ImageBitmap> {
  if (frame.format?.endsWith('X') !== true) return createImageBitmap(frame);
  const { displayWidth: width, displayHeight: height } = frame;
  const context = drawingContext(width, height, { willReadFrequently: true });
  context.drawImage(frame, 0, 0);
  const pixels = context.getImageData(0, 0, width, height);
  for (let k = 3; k < pixels.data.length; k += 4) pixels.data[k] = 255;
  return createImageBitmap(pixels);
}

async function byElement(blob: Blob, options: ImageBitmapOptions): Promise<ImageBitmap> {
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    return await createImageBitmap(image, options);
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function showsAnything(bitmap: ImageBitmap): Promise<boolean> {
  for await (const { data } of pixelStrips(bitmap)) if (data.some((value) => value !== 0)) return true;
  return false;
}
