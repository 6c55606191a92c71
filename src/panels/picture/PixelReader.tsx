import type { ReactNode } from 'react';
import { movedBy, pixelUnder, type Place } from '../../canvas/picture-place';
import { say } from '../../words/say';

interface Props {
  /** What the picture is called. */
  readonly label: string;
  readonly size: { readonly width: number; readonly height: number };
  /** The pixel that is being read now. */
  readonly place: Place | null;
  /** A pixel to read, or none; `byKeys` where it is to be said aloud. */
  readonly onRead: (place: Place | null, byKeys: boolean) => void;
  readonly children: ReactNode;
}

/** A picture whose pixels can be read with pointer and keys. */
export function PixelReader({ label, size, place, onRead, children }: Props) {
  return (
    /* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the plugin takes an application for text */
    <div
      className="probed"
      role="application"
      aria-label={say('Pixels of: {label}. Arrow keys read them one by one, with Shift ten by ten.', {
        label,
      })}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its keys are in its name
      tabIndex={0}
      onPointerMove={({ clientX, clientY, currentTarget }) => {
        const box = currentTarget.getBoundingClientRect();
        onRead(pixelUnder({ x: clientX, y: clientY }, box, size), false);
      }}
      onPointerLeave={() => {
        onRead(null, false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
        const from = place ?? { x: Math.floor(size.width / 2), y: Math.floor(size.height / 2) };
        const next = movedBy(event.key, event.shiftKey, from, size);
        if (!next) return;
        event.preventDefault();
        event.stopPropagation();
        onRead(place ? next : from, true);
      }}
      onBlur={() => {
        onRead(null, false);
      }}
    >
      {children}
      {place && <Cross place={place} size={size} />}
    </div>
  );
}

/** A cross through the pixel that is being read. */
function Cross({ place, size: { width, height } }: { readonly place: Place; readonly size: Props['size'] }) {
  const [x, y] = [place.x + 0.5, place.y + 0.5];
  const gap = Math.max(3, width / 28);
  const cross = `M${x} 0V${y - gap}M${x} ${y + gap}V${height}M0 ${y}H${x - gap}M${x + gap} ${y}H${width}`;
  return (
    <svg className="probe-mark" viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <path className="probe-rim" d={cross} />
      <path d={cross} />
    </svg>
  );
}
