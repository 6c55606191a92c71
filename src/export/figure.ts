import type { PixelImage } from '../core/pictures/pixel-image';
import { putBytes } from '../canvas/picture-bytes';
import { LabError } from '../core/records/lab-error';
import { phrase } from '../words/say';
import type { Words } from '../words/message';

const FAMILY = "'Instrument Sans Variable', system-ui, sans-serif";

/** How figures are written: printed on white, whatever the page looks like. */
export const FIGURE = {
  title: `600 18px ${FAMILY}`,
  bold: `600 13px ${FAMILY}`,
  plain: `12px ${FAMILY}`,
  ink: '#211d17',
  quiet: '#5d564c',
  wrong: '#b92f4c',
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

/** A picture in its square, keeping its shape; pixel for pixel where it has the square's size. */
export function paintPicture(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  picture: PixelImage,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): void {
  const own = new OffscreenCanvas(picture.width, picture.height);
  putBytes(own, picture);
  const scale = side / Math.max(picture.width, picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  // Enlarged pixels stay squares; only where it shrinks is a picture smoothed.
  context.imageSmoothingEnabled = scale < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(own, x + (side - w) / 2, y + (side - h) / 2, w, h);
}
