import { type ChartMark, DOT } from './chart-marks';
import { FIGURE } from './figure-drawing';

/** Draws a chart's marks on a canvas, from `x`, `y` on, each of their pixels `unit` wide. */
export function paintChart(
  context: OffscreenCanvasRenderingContext2D,
  marks: readonly ChartMark[],
  { x, y, unit }: { readonly x: number; readonly y: number; readonly unit: number },
): void {
  context.save();
  context.translate(x, y);
  context.scale(unit, unit);
  for (const mark of marks) paint(context, mark);
  context.restore();
}

function paint(context: OffscreenCanvasRenderingContext2D, mark: ChartMark): void {
  switch (mark.kind) {
    case 'curve':
    case 'line':
      context.strokeStyle = mark.colour;
      context.lineWidth = mark.width;
      context.setLineDash(mark.dashed ? [6, 4] : []);
      context.beginPath();
      mark.points.forEach((point, i) => {
        if (i === 0) context.moveTo(point.x, point.y);
        else context.lineTo(point.x, point.y);
      });
      context.stroke();
      return;
    case 'dot':
      context.fillStyle = mark.colour;
      context.beginPath();
      context.arc(mark.x, mark.y, DOT, 0, 2 * Math.PI);
      context.fill();
      return;
    case 'text':
      context.font = mark.bold ? FIGURE.bold : FIGURE.plain;
      context.fillStyle = mark.bold ? FIGURE.ink : FIGURE.quiet;
      context.textAlign = mark.align;
      context.fillText(mark.words, mark.x, mark.y);
      return;
    default:
      mark satisfies never;
  }
}
