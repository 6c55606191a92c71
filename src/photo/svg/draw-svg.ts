import { drawingContext, pixelStrips } from '../decode/pixel-strips';
import { readSvg, type SvgDrawing } from './svg-drawing';
import type { ViewBox } from './svg-size';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** A drawing as pixels, on white. */
export interface DrawnSvg {
  readonly bitmap: ImageBitmap;
  readonly notes: readonly Phrase[];
}

/** Side of the square that a drawing without a size is drawn on. */
const SQUARE = 512;
/** Where such a drawing is looked for, in its own units. */
const PLANE: ViewBox = { x: 0, y: 0, width: 2048, height: 2048 };
const SIZELESS = phrase(
  'The drawing says neither its size nor its proportions: it is drawn on a square around its shapes.',
);

/**
 * Draws an SVG file large enough for a network, on white. One without width and height takes its view box's; one without that
 * too, a square around what it shows.
 * Throws LabError as `readSvg`, or whatever the browser throws where it cannot draw it.
 */
export async function drawSvg(blob: Blob, name: string): Promise<DrawnSvg> {
  const drawing = await readSvg(blob, name);
  if (drawing.size) {
    const { width, height } = drawing.size;
    return {
      bitmap: await draw(drawing, width, height, { x: 0, y: 0, width, height }, true),
      notes: drawing.notes,
    };
  }
  const plane = await draw(drawing, SQUARE, SQUARE, PLANE, false);
  const box = await squareAround(plane);
  plane.close();
  return {
    bitmap: await draw(drawing, SQUARE, SQUARE, box, true),
    notes: [...drawing.notes, SIZELESS],
  };
}

/** Browsers rasterise SVG only through an image element. */
async function draw(
  drawing: SvgDrawing,
  width: number,
  height: number,
  box: ViewBox,
  onWhite: boolean,
): Promise<ImageBitmap> {
  const url = URL.createObjectURL(new Blob([drawing.markup(width, height, box)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const context = drawingContext(width, height, {});
    if (onWhite) {
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, width, height);
    }
    context.drawImage(image, 0, 0, width, height);
    return context.canvas.transferToImageBitmap();
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The square of the plane that holds everything drawn on it; a quarter of the plane where nothing is. */
async function squareAround(plane: ImageBitmap): Promise<ViewBox> {
  let [left, top, right, bottom] = [plane.width, plane.height, 0, 0];
  for await (const { y, rows, data } of pixelStrips(plane)) {
    for (let k = 0; k < rows * plane.width; k++) {
      if (data[4 * k + 3] === 0) continue;
      const column = k % plane.width;
      const row = y + Math.floor(k / plane.width);
      [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
      [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
    }
  }
  const unit = PLANE.width / plane.width;
  if (right <= left) return { x: 0, y: 0, width: SQUARE, height: SQUARE };
  const side = Math.max(right - left, bottom - top) * unit;
  return {
    x: ((left + right) * unit - side) / 2,
    y: ((top + bottom) * unit - side) / 2,
    width: side,
    height: side,
  };
}
