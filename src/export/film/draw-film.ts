import type { PixelImage } from '../../core/pictures/pixel-image';
import { FIGURE, paintPicture } from '../figure/figure-drawing';
import { fitLine } from '../fit-text';
import type { FilmSize } from './film-plan';

/** A frame of a film: its picture, and the line below it. */
export interface FilmFrame {
  readonly picture: PixelImage;
  readonly caption: string;
}

/** Draws a frame, its pixels enlarged as squares, and where there is room for it the line below. */
export function drawFilm(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  { picture, caption }: FilmFrame,
  size: FilmSize,
): void {
  context.fillStyle = FIGURE.paper;
  context.fillRect(0, 0, size.width, size.height);
  paintPicture(context, picture, { x: 0, y: 0, side: Math.max(size.picture.width, size.picture.height) });
  const band = size.height - size.picture.height;
  if (band < 16) return;
  context.font = FIGURE.bold;
  context.fillStyle = FIGURE.ink;
  const line = fitLine(caption, size.width - 16, (text) => context.measureText(text).width);
  context.fillText(line, 8, size.picture.height + 21);
}
