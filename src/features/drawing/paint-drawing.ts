import { centredStrokes, type Stroke } from './strokes';

/** What is painted, and how. */
export interface Drawing {
  readonly strokes: readonly Stroke[];
  readonly typed: string;
  readonly centred: boolean;
  /** Dark ink on light paper, where MNIST has light on dark. */
  readonly darkInk: boolean;
}

/** Width of the ink, of the paper's side: two to three of MNIST's 28 pixels. */
export const INK = 0.085;
/** Height of a typed character. */
const TYPED = 0.78;

/** Paints a drawing over the whole of a square canvas, in black and white. */
export function paintDrawing(
  context: CanvasRenderingContext2D,
  { strokes, typed, centred, darkInk }: Drawing,
): void {
  const side = context.canvas.width;
  context.fillStyle = darkInk ? '#fff' : '#000';
  context.fillRect(0, 0, side, side);
  context.fillStyle = darkInk ? '#000' : '#fff';
  context.strokeStyle = context.fillStyle;
  context.lineWidth = INK * side;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of centred ? centredStrokes(strokes, INK) : strokes) {
    const [first] = stroke;
    if (!first) continue;
    context.beginPath();
    context.moveTo(first.x * side, first.y * side);
    // A line of no length is a dot, for its ends are round.
    for (const { x, y } of stroke) context.lineTo(x * side, y * side);
    context.stroke();
  }
  if (typed) paintCharacter(context, typed);
}

function paintCharacter(context: CanvasRenderingContext2D, typed: string): void {
  const side = context.canvas.width;
  context.font = `${Math.round(TYPED * side)}px sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  const box = context.measureText(typed);
  const width = box.actualBoundingBoxRight + box.actualBoundingBoxLeft;
  const height = box.actualBoundingBoxAscent + box.actualBoundingBoxDescent;
  const x = (side - width) / 2 + box.actualBoundingBoxLeft;
  const y = (side - height) / 2 + box.actualBoundingBoxAscent;
  context.fillText(typed, x, y);
}
