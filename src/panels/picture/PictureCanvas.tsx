import { VisuallyHidden } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PixelImage } from '../../core/pictures/pixel-image';
import { probeAt, pixelProbeStore } from '../../page/run/pixel-probe-store';
import { type PictureOf, useDrawnPicture, usePictureInput } from './DrawnPicture';
import { PixelReader } from './PixelReader';
import { useProbeText } from './probe-text';

interface Props extends PictureOf {
  readonly label: string;
  readonly onEmpty?: (empty: boolean) => void;
}

/** One of an exercise's pictures, drawn from the latest frame outside React. Its pixels can be read with pointer and keys. */
export function PictureCanvas({ exercise, kind, label, onEmpty }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 1, height: 1 });
  const input = usePictureInput({ exercise, kind });
  const onDrawn = useCallback(
    (picture: PixelImage | null) => {
      if (picture) {
        const { width, height } = picture;
        setSize((before) =>
          before.width === width && before.height === height ? before : { width, height },
        );
      }
      onEmpty?.(picture === null);
    },
    [onEmpty],
  );
  useDrawnPicture(canvas, { exercise, kind }, onDrawn);

  const probe = useStore(pixelProbeStore, (state) => state.probe);
  return (
    <PixelReader
      label={label}
      size={size}
      place={probe?.exercise === exercise ? probe : null}
      onRead={(place, byKeys) => {
        probeAt(place && { exercise, x: place.x, y: place.y, byKeys });
      }}
    >
      <div className="canvas" role="img" aria-label={label}>
        <canvas ref={canvas} width={1} height={1} />
      </div>
      <Spoken exercise={exercise} kind={kind} input={input} />
    </PixelReader>
  );
}

/** Says the pixel that keys have moved to, politely. Only one of the pictures speaks: one voice is enough. */
function Spoken({ exercise, kind, input }: Parameters<typeof useProbeText>[0]) {
  const text = useProbeText({ exercise, kind, input });
  const byKeys = useStore(pixelProbeStore, ({ probe }) => probe?.byKeys === true);
  return (
    <VisuallyHidden aria-live="polite">
      {byKeys && (kind === 'map' || kind === 'result') ? text : null}
    </VisuallyHidden>
  );
}
