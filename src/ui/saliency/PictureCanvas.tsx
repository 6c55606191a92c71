import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { pictureOf } from '../../canvas/exercise-pictures';
import { putBytes } from '../../canvas/picture-bytes';
import { movedBy, pixelUnder, type Place } from '../../canvas/picture-place';
import type { PictureKind } from '../../export/run-record';
import type { Exercise } from '../../methods/params';
import { imageStore } from '../../stores/image-store';
import { probeAt, probeStore } from '../../stores/probe-store';
import { readingOf } from '../../stores/reading';
import { channels, runStore } from '../../stores/run-store';
import type { Settings } from '../../stores/settings-schema';
import { settingsStore } from '../../stores/settings-store';
import { ProbeMark } from './ProbeMark';
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
  // Before a run, the picture it would begin with.
  const input = kind === 'original' ? (own ?? fitted) : own;

  useEffect(
    () =>
      channels[exercise].subscribe((frame) => {
        const picture = pictureOf(kind, { frame, input, reading });
        if (picture && canvas.current) {
          putBytes(canvas.current, picture);
          const { width, height } = picture;
          setSize((before) =>
            before.width === width && before.height === height ? before : { width, height },
          );
        }
        onEmpty?.(picture === null);
      }),
    [exercise, kind, input, reading, onEmpty],
  );

  const readAt = (place: Place | null, byKeys: boolean): void => {
    probeAt(place && { exercise, ...place, byKeys });
  };
  return (
    /* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the plugin takes an application for text */
    <div
      className="probed"
      role="application"
      aria-label={`Pixels of: ${label}. Arrow keys read them one by one, with Shift ten by ten.`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its keys are in its name
      tabIndex={0}
      onPointerMove={({ clientX, clientY, currentTarget }) => {
        const box = currentTarget.getBoundingClientRect();
        readAt(pixelUnder({ x: clientX, y: clientY }, box, size), false);
      }}
      onPointerLeave={() => {
        readAt(null, false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
        const { probe } = probeStore.getState();
        const from = probe ?? { x: Math.floor(size.width / 2), y: Math.floor(size.height / 2) };
        const next = movedBy(event.key, event.shiftKey, from, size);
        if (!next) return;
        event.preventDefault();
        readAt(probe ? next : from, true);
      }}
      onBlur={() => {
        readAt(null, false);
      }}
    >
      <div className="canvas" role="img" aria-label={label}>
        <canvas ref={canvas} width={1} height={1} />
      </div>
      <ProbeMark exercise={exercise} size={size} />
      <Spoken exercise={exercise} kind={kind} input={input} />
    </div>
  );
}

/** The settings a picture is drawn with: it is drawn anew only when one of these changes. */
function drawnWith(settings: Settings) {
  const { amplify, markClipped } = settings;
  return { ...readingOf(settings), amplify, markClipped };
}

/** Says the pixel that keys have moved to, politely. Only one of the pictures speaks: one voice is enough. */
function Spoken({ exercise, kind, input }: Parameters<typeof useProbeText>[0]) {
  const text = useProbeText({ exercise, kind, input });
  const byKeys = useStore(probeStore, ({ probe }) => probe?.byKeys === true);
  return (
    <VisuallyHidden aria-live="polite">
      {byKeys && (kind === 'map' || kind === 'result') ? text : null}
    </VisuallyHidden>
  );
}
