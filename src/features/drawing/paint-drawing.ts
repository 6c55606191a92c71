import { centredStrokes, FILLED, type Stroke } from './strokes';

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
/** Size of a typed character that is not laid as MNIST's are. */
const TYPED = 0.78;
/** By how much a typed character's strokes are thicker than its typeface has them, of the paper's side. */
const TYPED_INK = 0.02;

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
  if (typed) paintCharacter(context, typed, centred);
  if (!typed || !centred) return;
  // As MNIST's digits, by the centre of the ink and not of its box: a 7 lies lower than its bar.
  const painted = context.getImageData(0, 0, side, side);
  const [right, down] = offCentre(painted.data, side, darkInk);
  context.fillStyle = darkInk ? '#fff' : '#000';
  context.fillRect(0, 0, side, side);
  context.putImageData(painted, -right, -down);
}

/** By how many whole pixels the ink's centre lies right of and below the middle of a square of RGBA bytes. */
export function offCentre(
  data: Uint8ClampedArray,
  side: number,
  darkInk: boolean,
): readonly [number, number] {
  let [ink, x, y] = [0, 0, 0];
  for (let i = 0; i < side * side; i++) {
    const level = data[4 * i] as number;
    const weight = darkInk ? 255 - level : level;
    ink += weight;
    x += weight * (i % side);
    y += weight * Math.floor(i / side);
  }
  const middle = (side - 1) / 2;
  return ink === 0 ? [0, 0] : [Math.round(x / ink - middle), Math.round(y / ink - middle)];
}

/** A typed character, as heavy as strokes nearly are; where `centred`, in 20 of 28 pixels as MNIST's digits are. */
function paintCharacter(context: CanvasRenderingContext2D, typed: string, centred: boolean): void {
  const side = context.canvas.width;
  const heavier = TYPED_INK * side;
  context.lineWidth = heavier;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.font = `${side}px sans-serif`;
  const size = typedSize(context.measureText(typed), side, centred);
  context.font = `${size}px sans-serif`;
  const box = context.measureText(typed);
  const width = box.actualBoundingBoxRight + box.actualBoundingBoxLeft;
  const height = box.actualBoundingBoxAscent + box.actualBoundingBoxDescent;
  const x = (side - width) / 2 + box.actualBoundingBoxLeft;
  const y = (side - height) / 2 + box.actualBoundingBoxAscent;
  context.fillText(typed, x, y);
  context.strokeText(typed, x, y);
}

/** A typed character's size in pixels on a paper of `side`, by what it measures at a size of `side`. */
export function typedSize(box: InkBox, side: number, centred: boolean): number {
  const width = box.actualBoundingBoxRight + box.actualBoundingBoxLeft;
  const height = box.actualBoundingBoxAscent + box.actualBoundingBoxDescent;
  const longest = Math.max(width, height);
  if (!centred || longest === 0) return Math.round(TYPED * side);
  return Math.floor(((FILLED - TYPED_INK) * side * side) / longest);
}

type InkBox = Pick<
  TextMetrics,
  'actualBoundingBoxRight' | 'actualBoundingBoxLeft' | 'actualBoundingBoxAscent' | 'actualBoundingBoxDescent'
>;
