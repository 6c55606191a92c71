import type { Size } from './size';
import type { Fit } from '../records/recipe';
import type { AxisPart, ResampleFilter } from './resample-taps';

/** A part of a picture, in its pixels. */
export interface PictureWindow {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What is done to a photo so that a network can see it, in this order. */
export interface FitPlan {
  /** The part that is cut out first, in whole pixels of the photo. */
  readonly source: PictureWindow;
  /** What that part is resized to, and how. */
  readonly resized: Size;
  readonly filter: ResampleFilter;
  /** The part of the resized picture that the network sees: its own width and height. */
  readonly kept: PictureWindow;
}

/** torchvision resizes to 256 for its networks of 224; other sizes keep that proportion (342 for 299, as it does itself). */
const RESIZE_FOR_CROP = 256 / 224;

/**
 * How a photo is fitted to a network's `[height, width]`, each fit as its library does it (see `FITS`). A photo that already
 * has the network's size is taken pixel for pixel. torchvision knows square networks alone: for others the photo is resized
 * so that it just covers what would be cut.
 */
export function planFit(photo: Size, [height, width]: readonly [number, number], fit: Fit): FitPlan {
  const whole = { x: 0, y: 0, w: photo.width, h: photo.height };
  const all = { x: 0, y: 0, w: width, h: height };
  const squashed = { resized: { width, height }, kept: all };
  if (photo.width === width && photo.height === height) {
    return { source: whole, ...squashed, filter: 'nearest' };
  }
  switch (fit) {
    case 'squash':
      return { source: whole, ...squashed, filter: 'bilinear' };
    case 'squash-bicubic':
      return { source: whole, ...squashed, filter: 'bicubic' };
    case 'keras':
      return { source: whole, ...squashed, filter: 'nearest' };
    case 'crop':
      return {
        source: centre(photo, largestOfShape(photo, width / height)),
        ...squashed,
        filter: 'bilinear',
      };
    case 'torchvision':
    case 'shorter-side': {
      const grown = fit === 'torchvision' ? RESIZE_FOR_CROP : 1;
      const resized = covering(photo, Math.round(width * grown), Math.round(height * grown));
      return { source: whole, resized, filter: 'bilinear', kept: centre(resized, { width, height }) };
    }
    default:
      return fit satisfies never;
  }
}

/** The part of the photo that the network sees, in the photo's own pixels, which need not be whole. */
export function sourceWindow(photo: Size, size: readonly [number, number], fit: Fit): PictureWindow {
  const { source, resized, kept } = planFit(photo, size, fit);
  const across = source.w / resized.width;
  const down = source.h / resized.height;
  return {
    x: source.x + kept.x * across,
    y: source.y + kept.y * down,
    w: kept.w * across,
    h: kept.h * down,
  };
}

/** The places of the resized picture that are wanted along each axis. */
export function keptParts({ kept }: FitPlan): { readonly across: AxisPart; readonly down: AxisPart } {
  return {
    across: { start: kept.x, length: kept.w },
    down: { start: kept.y, length: kept.h },
  };
}

function largestOfShape({ width, height }: Size, aspect: number): Size {
  return {
    width: Math.max(1, Math.min(width, Math.round(height * aspect))),
    height: Math.max(1, Math.min(height, Math.round(width / aspect))),
  };
}

/** The smallest size of the photo's proportions that covers `width` x `height`; the longer side is cut to whole pixels. */
function covering(photo: Size, width: number, height: number): Size {
  const byWidth = width * photo.height >= height * photo.width;
  return byWidth
    ? { width, height: Math.trunc((width * photo.height) / photo.width) }
    : { width: Math.trunc((height * photo.width) / photo.height), height };
}

/** torchvision's `CenterCrop`: halves go to the even number. */
function centre(whole: Size, { width, height }: Size): PictureWindow {
  return {
    x: roundHalfToEven((whole.width - width) / 2),
    y: roundHalfToEven((whole.height - height) / 2),
    w: width,
    h: height,
  };
}

/** The nearest whole number; a half goes to the even one, as Python's `round` has it. */
function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}
