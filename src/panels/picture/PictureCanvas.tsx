import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { pictureOf } from '../../canvas/exercise-pictures';
import { putBytes } from '../../canvas/picture-bytes';
import type { PictureKind } from '../../export/run-record';
import type { Exercise } from '../../methods/catalog/params';
import { imageStore } from '../../page/photo/image-store';
import { probeAt, pixelProbeStore } from '../../page/run/pixel-probe-store';
import { mapReadingOf } from '../../page/run/map-reading';
import { channels, runStore } from '../../page/run/run-store';
import type { Settings } from '../../page/settings/settings-schema';
import { settingsStore } from '../../page/settings/settings-store';
import { useHeldFrame } from '../run/use-held-frame';
import { PixelReader } from './PixelReader';
import { useProbeText } from './probe-text';

interface Props {
  readonly exercise: Exercise;
  readonly kind: PictureKind;
  readonly label: string;
  readonly onEmpty?: (empty: boolean) => void;
}

/** One of an exercise's pictures, drawn from the latest frame outside React. Its pixels can be read with pointer and keys. */
export function PictureCanvas({ exercise, kind, label, onEmpty }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 1, height: 1 });
  const reading = useStore(settingsStore, useShallow(drawnWith));
  const own = useStore(runStore, (state) => state[exercise].input);
  const fitted = useStore(imageStore, (state) => state.fitted);
  const held = useHeldFrame(exercise);
  // Before a run, the picture it would begin with.
  const input = kind === 'original' ? (own ?? fitted) : own;

  useEffect(
    () =>
      channels[exercise].subscribe((frame) => {
        const picture = pictureOf(kind, { frame: held ?? frame, input, reading });
        if (picture && canvas.current) {
          putBytes(canvas.current, picture);
          const { width, height } = picture;
          setSize((before) =>
            before.width === width && before.height === height ? before : { width, height },
          );
        }
        onEmpty?.(picture === null);
      }),
    [exercise, kind, input, reading, held, onEmpty],
  );

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

/** The settings a picture is drawn with: it is drawn anew only when one of these changes. */
function drawnWith(settings: Settings) {
  const { amplify, markClipped } = settings;
  return { ...mapReadingOf(settings), amplify, markClipped };
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
