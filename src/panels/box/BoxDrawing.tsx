import {
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import type { Box } from '../../core/localisation/box';
import { between, moved, resized } from '../../core/localisation/box-moves';
import type { Size } from '../../core/pictures/size';
import './box.css';
import { say } from '../../words/say';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Props {
  /** Of the picture below, in whose pixels the box is. */
  readonly picture: Size;
  /** The person's own box; null before there is one. */
  readonly box: Box | null;
  readonly onBox: (box: Box) => void;
  /** What the box is called: `Your box`. */
  readonly name: string;
  /** Says how to draw it, while there is none. */
  readonly hint?: string;
  /** Stands in its corner. */
  readonly tag?: string;
  /** Filled with this colour. */
  readonly colour?: string | null;
  readonly isRound?: boolean;
  readonly children?: ReactNode;
}

/** What a drag holds: a corner that stays, or the whole box by a point of it. */
type Grip = { readonly stays: Point } | { readonly box: Box; readonly at: Point };

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** A press of an arrow moves by this share of the picture's longer side; with Alt by a pixel. */
const STEP = 0.02;

/** A box over a picture: drawn by dragging, moved by dragging or by arrows, resized by its corners or with Shift. */
export function BoxDrawing({ picture, box, onBox, name, hint, tag, colour, isRound, children }: Props) {
  const layer = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip | null>(null);
  const [dragging, setDragging] = useState(false);
  const pointOf = (event: PointerEvent): Point => {
    const rect = layer.current?.getBoundingClientRect();
    if (!rect) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - rect.left) / rect.width) * picture.width,
      y: ((event.clientY - rect.top) / rect.height) * picture.height,
    };
  };
  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const at = pointOf(event);
    const { corner, own } = (event.target as HTMLElement).dataset;
    grip.current =
      box && corner ? { stays: opposite(box, corner) } : box && own ? { box, at } : { stays: at };
    layer.current?.setPointerCapture(event.pointerId);
    setDragging(true);
  };
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const held = grip.current;
    if (!held) return;
    const at = pointOf(event);
    if ('stays' in held) {
      onBox(between(held.stays, at, picture));
      return;
    }
    onBox(moved(held.box, Math.round(at.x - held.at.x), Math.round(at.y - held.at.y), picture));
  };
  const up = (): void => {
    grip.current = null;
    setDragging(false);
  };
  const press = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const arrow = ARROWS[event.key];
    if (!arrow || !box) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.altKey ? 1 : Math.max(1, Math.round(STEP * Math.max(picture.width, picture.height)));
    const change = event.shiftKey ? resized : moved;
    onBox(change(box, arrow[0] * step, arrow[1] * step, picture));
  };
  return (
    <div
      ref={layer}
      role="presentation"
      className="box-layer"
      data-dragging={dragging || undefined}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
    >
      {children}
      {!box && hint !== undefined && <span className="box-hint">{hint}</span>}
      {box && (
        <button
          type="button"
          className="box-own"
          style={{ ...placedAt(box, picture), ...(colour ? { background: colour } : {}) }}
          data-own
          data-round={isRound || undefined}
          aria-label={say(
            '{name}: left {x}, top {y}, {width} by {height} pixels. Arrow keys move it, with Shift they resize it, with Alt by one pixel.',
            { name, x: box.x, y: box.y, width: box.width, height: box.height },
          )}
          onKeyDown={press}
        >
          {['nw', 'ne', 'sw', 'se'].map((corner) => (
            <span key={corner} className="box-corner" data-corner={corner} />
          ))}
          {tag !== undefined && (
            <span className="box-tag" data-own-tag>
              {tag}
            </span>
          )}
        </button>
      )}
    </div>
  );
}

/** Where a box of a picture stands on it, whatever its size on the page. */
export function placedAt(box: Box, picture: Size): CSSProperties {
  return {
    left: `${(100 * box.x) / picture.width}%`,
    top: `${(100 * box.y) / picture.height}%`,
    width: `${(100 * box.width) / picture.width}%`,
    height: `${(100 * box.height) / picture.height}%`,
  };
}

/** The corner that stays where the named one is dragged. */
function opposite({ x, y, width, height }: Box, corner: string): Point {
  return { x: corner.endsWith('w') ? x + width : x, y: corner.startsWith('n') ? y + height : y };
}
