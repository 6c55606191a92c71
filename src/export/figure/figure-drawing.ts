import type { PixelImage } from '../../core/pictures/pixel-image';
import { putBytes } from '../../canvas/picture-bytes';
import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';
import type { Words } from '../../words/message';
import { enlarge } from '../../core/pictures/enlarge';

const FAMILY = "'Instrument Sans Variable', system-ui, sans-serif";

/** How figures are written: printed on white, whatever the page looks like. */
export const FIGURE = {
  family: FAMILY,
  title: `600 18px ${FAMILY}`,
  bold: `600 13px ${FAMILY}`,
  plain: `12px ${FAMILY}`,
  ink: '#211d17',
  quiet: '#5d564c',
  wrong: '#b92f4c',
  /** The amber of the house, dark enough for a line on white. */
  live: '#b87203',
  line: '#e4dccb',
  paper: '#ffffff',
} as const;

/** A canvas's context; `what` is to be drawn, in words. Throws LabError `unsupported-image` where a browser gives none. */
export function figureContext(canvas: OffscreenCanvas, what: Words): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context) return context;
  throw new LabError(
    'unsupported-image',
    phrase('This browser gives no canvas to draw {what} on.', { what }),
    phrase('Save it as a ZIP, or close other tabs and try again.'),
  );
}

/** A picture in the middle of its square: enlarged by a whole number, so that each pixel is a square; smoothed only where it shrinks. */
export function paintPicture(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  picture: PixelImage,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): void {
  const longest = Math.max(picture.width, picture.height);
  const scale = side < longest ? side / longest : Math.floor(side / longest);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const at = [Math.round(x + (side - width) / 2), Math.round(y + (side - height) / 2)] as const;
  if (scale >= 1) {
    const { data, ...size } = enlarge(picture, scale);
    context.putImageData(new ImageData(data, size.width, size.height), ...at);
    return;
  }
  const own = new OffscreenCanvas(picture.width, picture.height);
  putBytes(own, picture);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(own, ...at, width, height);
}
