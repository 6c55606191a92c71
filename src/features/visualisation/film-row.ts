import { putBytes } from '../../canvas/picture-bytes';
import type { Frame } from '../../core/records/frame';
import { LabError } from '../../core/records/lab-error';
import { isMilestone } from '../../core/records/milestones';
import type { Recipe } from '../../core/records/recipe';
import { joined } from '../../export/file-name';
import { wrapLines } from '../../export/fit-text';
import { saveFile } from '../../export/picture-png';
import { recipeCaption } from '../../export/recipe-words';
import { percent } from '../../ui/numbers/numbers';
import { phrase, say } from '../../words/say';
import { whole } from '../../words/number';

/** More in a row are too small to be looked at in print. */
const A_ROW = 8;
/** With fewer milestones, every frame is in the row. */
const FEW = 4;
const MARGIN = 24;
const GAP = 12;
const CAPTION = 40;
const LINE = 16;
const FAMILY = "'Instrument Sans Variable', system-ui, sans-serif";
/** A figure is printed on white, whatever the page looks like. */
const [PAPER, INK, QUIET] = ['#ffffff', '#211d17', '#5d564c'];

/** The frames that a saved strip shows: the start, the milestones and the newest; all where those are few. */
export function framesOfRow(frames: readonly Frame[]): readonly Frame[] {
  const chosen = frames.filter(({ step }, i) => i === 0 || i === frames.length - 1 || isMilestone(step));
  return chosen.length < FEW ? frames : chosen;
}

/** Saves frames side by side as one picture, each with its step and the class's probability, below them what made them. */
export async function saveFilmRow(frames: readonly Frame[], recipe: Recipe): Promise<void> {
  const png = await filmRow(framesOfRow(frames), recipeCaption(recipe));
  saveFile(png, `${joined([recipe.method, recipe.targetName, recipe.network, 'strip'])}.png`);
}

async function filmRow(frames: readonly Frame[], caption: string): Promise<Blob> {
  const side = Math.max(...frames.map(({ width, height }) => Math.max(width, height)));
  const columns = Math.min(A_ROW, frames.length);
  const rows = Math.ceil(frames.length / columns);
  const width = 2 * MARGIN + columns * (side + GAP) - GAP;
  const scratch = contextOf(new OffscreenCanvas(1, 1));
  scratch.font = `12px ${FAMILY}`;
  const lines = wrapLines(caption, width - 2 * MARGIN, (text) => scratch.measureText(text).width);
  const foot = MARGIN + rows * (side + CAPTION + GAP);
  const canvas = new OffscreenCanvas(width, foot + lines.length * LINE + MARGIN);
  const context = contextOf(canvas);
  const write = (text: string, x: number, y: number, font: string, ink: string): void => {
    context.font = font;
    context.fillStyle = ink;
    context.fillText(text, x, y);
  };
  context.fillStyle = PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  frames.forEach((frame, i) => {
    const x = MARGIN + (i % columns) * (side + GAP);
    const y = MARGIN + Math.floor(i / columns) * (side + CAPTION + GAP);
    const own = new OffscreenCanvas(frame.width, frame.height);
    if (frame.pixels) putBytes(own, { width: frame.width, height: frame.height, data: frame.pixels });
    context.drawImage(own, x, y);
    const { probability } = frame.scalars;
    write(say('step {step}', { step: whole(frame.step) }), x, y + side + 17, `600 13px ${FAMILY}`, INK);
    if (probability !== undefined) write(percent(probability), x, y + side + 33, `12px ${FAMILY}`, QUIET);
  });
  lines.forEach((line, i) => write(line, MARGIN, foot + LINE * (i + 1), `12px ${FAMILY}`, QUIET));
  return canvas.convertToBlob({ type: 'image/png' });
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context) return context;
  throw new LabError(
    'unsupported-image',
    phrase('This browser gives no canvas to draw the film strip on.'),
    phrase('Save single frames instead, or close other tabs and try again.'),
  );
}
