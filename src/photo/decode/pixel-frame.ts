/** A picture's pixels, read without a canvas. */
export interface PixelFrame {
  /** Writes rows of a part as RGBA bytes; false where they are not opaque, or cannot be read. */
  readonly read: (part: DOMRectInit, into: Uint8ClampedArray<ArrayBuffer>) => Promise<boolean>;
  /** Lets go of the pixels, at once. */
  readonly close: () => void;
}

/** Formats of eight bits a channel, by the place of red in their four bytes and whether the fourth is transparency. */
const FORMATS: Readonly<Record<string, { readonly blueFirst: boolean; readonly alpha: boolean }>> = {
  RGBA: { blueFirst: false, alpha: true },
  RGBX: { blueFirst: false, alpha: false },
  BGRA: { blueFirst: true, alpha: true },
  BGRX: { blueFirst: true, alpha: false },
};

/**
 * A bitmap's own bytes through WebCodecs, which a canvas would give alike where they are opaque sRGB with eight bits a channel;
 * null where they are something else, or where the browser has no WebCodecs (nor has any outside a secure context). The
 * bitmap stays the caller's. A canvas holds every bitmap drawn on it until it is collected; this holds nothing once closed.
 */
export function openPixelFrame(bitmap: ImageBitmap): PixelFrame | null {
  const frame = frameOf(bitmap);
  const format = FORMATS[frame?.format ?? ''];
  if (!frame || !format || !isPlain(frame, bitmap)) {
    frame?.close();
    return null;
  }
  return {
    close: () => {
      frame.close();
    },
    async read({ x = 0, y = 0, width = 0, height = 0 }, into) {
      try {
        const planes = await frame.copyTo(into, { rect: { x, y, width, height } });
        if (planes.length !== 1 || planes[0]?.offset !== 0 || planes[0].stride !== width * 4) return false;
      } catch {
        return false;
      }
      const pixels = new Int32Array(into.buffer, into.byteOffset, width * height);
      return opaqueRgba(pixels, format.blueFirst, format.alpha);
    },
  };
}

/** Newer than the library's types: how a frame lies that a browser has not turned upright yet. */
interface TurnedFrame extends VideoFrame {
  readonly rotation?: number;
  readonly flip?: boolean;
}

function frameOf(bitmap: ImageBitmap): TurnedFrame | null {
  if (typeof VideoFrame === 'undefined') return null;
  try {
    return new VideoFrame(bitmap, { timestamp: 0 });
  } catch {
    return null;
  }
}

/** Whether a frame's bytes are the bitmap's pixels in their places, in sRGB. One that does not say how it lies may lie any way. */
function isPlain(frame: TurnedFrame, { width, height }: ImageBitmap): boolean {
  const { visibleRect, rotation, flip } = frame;
  const { primaries, transfer, matrix, fullRange } = frame.colorSpace;
  const upright = rotation === 0 && flip === false && visibleRect?.x === 0 && visibleRect.y === 0;
  const whole = visibleRect?.width === width && visibleRect.height === height;
  const srgb = primaries === 'bt709' && transfer === 'iec61966-2-1' && matrix === 'rgb';
  return upright && whole && srgb && fullRange === true;
}

const GREEN_AND_ALPHA = 0xff00ff00 | 0;
const ALPHA = 0xff000000 | 0;

/** Puts red first, in place; whether every pixel is opaque. All browsers run on little-endian machines: red is the lowest byte. */
function opaqueRgba(pixels: Int32Array, blueFirst: boolean, alpha: boolean): boolean {
  let common = ALPHA;
  for (let k = 0; k < pixels.length; k++) {
    const pixel = alpha ? (pixels[k] as number) : (pixels[k] as number) | ALPHA;
    common &= pixel;
    pixels[k] = blueFirst
      ? (pixel & GREEN_AND_ALPHA) | ((pixel >>> 16) & 255) | ((pixel & 255) << 16)
      : pixel;
  }
  return common === ALPHA;
}
