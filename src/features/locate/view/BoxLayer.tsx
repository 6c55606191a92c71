import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Box } from '../../../core/localisation/box';
import { between, moved, resized } from '../store/photo-box';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Props {
  readonly photo: { readonly width: number; readonly height: number };
  readonly found: readonly Box[];
  /** What stands at the best box: the class and its probability. */
  readonly label: string;
  readonly mine: Box | null;
  readonly onMine: (box: Box) => void;
}

/** What a drag holds: a corner that stays, or the whole box by a point of it. */
type Grip = { readonly stays: Point } | { readonly box: Box; readonly at: Point };

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** A press of an arrow moves by this share of the photo's longer side; with Alt by a pixel. */
const STEP = 0.02;

/** Found boxes over the photo, and the person's own: drawn by dragging, moved by dragging or by arrows, resized with Shift. */
export function BoxLayer({ photo, found, label, mine, onMine }: Props) {
  const layer = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip | null>(null);
  const [dragging, setDragging] = useState(false);
  const pointOf = (event: PointerEvent): Point => {
    const rect = layer.current?.getBoundingClientRect();
    if (!rect) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - rect.left) / rect.width) * photo.width,
      y: ((event.clientY - rect.top) / rect.height) * photo.height,
    };
  };
  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const at = pointOf(event);
    const { corner, own } = (event.target as HTMLElement).dataset;
    grip.current =
      mine && corner ? { stays: opposite(mine, corner) } : mine && own ? { box: mine, at } : { stays: at };
    layer.current?.setPointerCapture(event.pointerId);
    setDragging(true);
  };
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const held = grip.current;
    if (!held) return;
    const at = pointOf(event);
    if ('stays' in held) {
      onMine(between(held.stays, at, photo));
      return;
    }
    const { box } = held;
    onMine(moved(box, Math.round(at.x - held.at.x), Math.round(at.y - held.at.y), photo));
  };
  const up = (): void => {
    grip.current = null;
    setDragging(false);
  };
  const press = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const arrow = ARROWS[event.key];
    if (!arrow || !mine) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.altKey ? 1 : Math.max(1, Math.round(STEP * Math.max(photo.width, photo.height)));
    const change = event.shiftKey ? resized : moved;
    onMine(change(mine, arrow[0] * step, arrow[1] * step, photo));
  };
  return (
    <div
      ref={layer}
      role="presentation"
      className="locate-layer"
      data-dragging={dragging || undefined}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
    >
      {found.map((box, place) => (
        <div
          key={place}
          className="locate-box"
          role="img"
          aria-label={place === 0 ? `Best box: ${label}` : `Box ${place + 1}`}
          data-best={place === 0 || undefined}
          style={placed(box, photo)}
        >
          <span className="locate-tag" translate="no" data-below={box.y < 0.08 * photo.height || undefined}>
            {place === 0 ? label : place + 1}
          </span>
        </div>
      ))}
      {mine && (
        <button
          type="button"
          className="locate-mine"
          style={placed(mine, photo)}
          data-own
          aria-label={`Your box: left ${mine.x}, top ${mine.y}, ${mine.width} by ${mine.height} pixels. Arrow keys move it, with Shift they resize it, with Alt by one pixel.`}
          onKeyDown={press}
        >
          {['nw', 'ne', 'sw', 'se'].map((corner) => (
            <span key={corner} className="locate-corner" data-corner={corner} />
          ))}
          <span className="locate-tag" data-mine>
            yours
          </span>
        </button>
      )}
    </div>
  );
}

function placed(box: Box, photo: { readonly width: number; readonly height: number }) {
  return {
    left: `${(100 * box.x) / photo.width}%`,
    top: `${(100 * box.y) / photo.height}%`,
    width: `${(100 * box.width) / photo.width}%`,
    height: `${(100 * box.height) / photo.height}%`,
  };
}

/** The corner that stays where the named one is dragged. */
function opposite({ x, y, width, height }: Box, corner: string): Point {
  return { x: corner.endsWith('w') ? x + width : x, y: corner.startsWith('n') ? y + height : y };
}
