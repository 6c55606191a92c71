import type { BoardReport } from './board-report';
import { say } from '../../../words/say';

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly font: string;
}

/** On white, as on the page: the first the amber of the house. */
const COLOURS = ['#b87203', '#211d17', '#8a8173'] as const;
const GRID = '#e4dccb';
const QUIET = '#5d564c';
const ROOM = { left: 44, right: 16, top: 28, bottom: 44 };

/** Accuracy over ε, a line a network, with a key above. */
export function drawCurves(
  context: OffscreenCanvasRenderingContext2D,
  { networks, epsilon }: BoardReport,
  { left, top, width, height, font }: Frame,
): void {
  const across = (x: number): number => left + ROOM.left + (x / epsilon) * (width - ROOM.left - ROOM.right);
  const down = (y: number): number => top + ROOM.top + (1 - y) * (height - ROOM.top - ROOM.bottom);
  context.font = font;
  context.lineWidth = 1;
  context.fillStyle = QUIET;
  context.strokeStyle = GRID;
  context.textAlign = 'right';
  for (const y of [0, 0.25, 0.5, 0.75, 1]) {
    line(context, [
      [across(0), down(y)],
      [across(epsilon), down(y)],
    ]);
    context.fillText(say('{amount} %', { amount: 100 * y }), across(0) - 8, down(y) + 4);
  }
  context.textAlign = 'center';
  for (let x = 0; x <= epsilon; x++) context.fillText(String(x), across(x), down(0) + 18);
  context.textAlign = 'right';
  context.fillText(say('largest change of a colour value, of 255'), across(epsilon), down(0) + 38);
  context.textAlign = 'left';
  let key = across(0);
  networks.forEach(({ title, summary }, place) => {
    const colour = COLOURS[place % COLOURS.length] ?? COLOURS[0];
    context.strokeStyle = colour;
    context.lineWidth = 2.25;
    context.setLineDash(place < COLOURS.length ? [] : [6, 4]);
    line(
      context,
      summary.curve.map(({ x, y }) => [across(x), down(y)]),
    );
    line(context, [
      [key, top + 10],
      [key + 20, top + 10],
    ]);
    context.setLineDash([]);
    context.fillStyle = colour;
    for (const { x, y } of summary.curve) {
      context.beginPath();
      context.arc(across(x), down(y), 3, 0, 2 * Math.PI);
      context.fill();
    }
    context.fillStyle = QUIET;
    context.fillText(title, key + 28, top + 14);
    key += 52 + context.measureText(title).width;
  });
}

function line(
  context: OffscreenCanvasRenderingContext2D,
  points: readonly (readonly [number, number])[],
): void {
  context.beginPath();
  points.forEach(([x, y], place) => {
    if (place === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.stroke();
}
