import { ActionIcon, Menu, Modal, Tooltip } from '@mantine/core';
import { IconDownload, IconZoomIn } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { pictureOf } from '../canvas/exercise-pictures';
import { putBytes } from '../canvas/picture-bytes';
import { mapOf } from '../canvas/attribution-picture';
import type { PictureKind } from '../export/run-record';
import type { Exercise } from '../methods/params';
import { imageStore } from '../stores/image-store';
import { channels, runStore } from '../stores/run-store';
import type { Settings } from '../stores/settings-schema';
import { settingsStore } from '../stores/settings-store';
import { savePicture } from '../stores/save-picture';
import { short } from './numbers';
import { sayError } from './say';

interface Props {
  readonly exercise: Exercise;
  readonly kind: PictureKind;
  readonly title: string;
  readonly caption?: ReactNode;
  readonly fallback?: ReactNode;
}

/** One picture of the stage on its mat: drawn from the latest frame outside React, with its caption, zoom and export. */
export function Picture({ exercise, kind, title, caption, fallback }: Props) {
  const [zoomed, setZoomed] = useState(false);
  const [probe, setProbe] = useState<string | null>(null);
  const [empty, setEmpty] = useState(true);
  return (
    <figure className="picture">
      <div className="mat">
        <PictureCanvas exercise={exercise} kind={kind} label={title} onProbe={setProbe} onEmpty={setEmpty} />
        {empty && <div className="picture-empty">{fallback}</div>}
        {!empty && (
          <div className="picture-tools">
            <Tooltip label="Look closer">
              <ActionIcon
                variant="default"
                size="md"
                aria-label={`Look closer: ${title}`}
                onClick={() => {
                  setZoomed(true);
                }}
              >
                <IconZoomIn size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Menu position="top-end" shadow="md">
              <Menu.Target>
                <ActionIcon
                  variant="default"
                  size="md"
                  aria-label={`Save as PNG: ${title}`}
                  title="Save as PNG"
                >
                  <IconDownload size={16} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>PNG that restores the run, and so holds its input</Menu.Label>
                {[1, 2, 3, 4].map((scale) => (
                  <Menu.Item
                    key={scale}
                    onClick={() => {
                      savePicture(exercise, kind, scale).catch(sayError);
                    }}
                  >
                    {scale}×{scale === 1 ? ' (exact pixels)' : ''}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </div>
        )}
      </div>
      <figcaption>
        <b>{title}</b>
        <span className="nums quiet">{probe ?? caption}</span>
      </figcaption>
      <Modal
        opened={zoomed}
        onClose={() => {
          setZoomed(false);
        }}
        title={title}
        size="auto"
        centered
      >
        <div className="zoomed mat">
          <PictureCanvas exercise={exercise} kind={kind} label={title} onProbe={setProbe} />
        </div>
        <p className="nums quiet">{probe ?? 'Point at a pixel to read it.'}</p>
      </Modal>
    </figure>
  );
}

/** The settings a picture is drawn with: it is drawn anew only when one of these changes. */
function readingOf({ signed, colourMap, clip, overlay, amplify, markClipped }: Settings) {
  return { signed, colourMap, clip, overlay, amplify, markClipped };
}

interface CanvasProps {
  readonly exercise: Exercise;
  readonly kind: PictureKind;
  readonly label: string;
  readonly onProbe: (text: string | null) => void;
  readonly onEmpty?: (empty: boolean) => void;
}

function PictureCanvas({ exercise, kind, label, onProbe, onEmpty }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const reading = useStore(settingsStore, useShallow(readingOf));
  const own = useStore(runStore, (state) => state[exercise].input);
  const fitted = useStore(imageStore, (state) => state.fitted);
  // Before a run, the picture it would begin with.
  const input = kind === 'original' ? (own ?? fitted) : own;

  useEffect(
    () =>
      channels[exercise].subscribe((frame) => {
        const picture = pictureOf(kind, { frame, input, reading });
        if (picture && canvas.current) putBytes(canvas.current, picture);
        onEmpty?.(picture === null);
      }),
    [exercise, kind, input, reading, onEmpty],
  );

  return (
    <div className="canvas" role="img" aria-label={label}>
      <canvas
        ref={canvas}
        width={1}
        height={1}
        onPointerMove={(event) => {
          const { width, height } = event.currentTarget;
          const box = event.currentTarget.getBoundingClientRect();
          const x = Math.floor(((event.clientX - box.left) / box.width) * width);
          const y = Math.floor(((event.clientY - box.top) / box.height) * height);
          if (x < 0 || y < 0 || x >= width || y >= height) return;
          const frame = channels[exercise].latest();
          onProbe(valueAt(kind, x, y, y * width + x, { frame, input, signed: reading.signed }));
        }}
        onPointerLeave={() => {
          onProbe(null);
        }}
      />
    </div>
  );
}

interface ProbeSource {
  readonly frame: ReturnType<(typeof channels)[Exercise]['latest']>;
  readonly input: { readonly data: Uint8ClampedArray } | null;
  readonly signed: boolean;
}

/** The raw value under the pointer: the map's own number, the pixel's colour, or its change. */
function valueAt(
  kind: PictureKind,
  x: number,
  y: number,
  index: number,
  { frame, input, signed }: ProbeSource,
): string {
  const place = `(${x}, ${y})`;
  if (kind === 'map') {
    const value = frame ? mapOf(frame, signed)?.[index] : undefined;
    return value === undefined ? place : `${place}  ${short(value)} per unit of z`;
  }
  const colour = (data: Uint8ClampedArray | undefined): number[] =>
    [0, 1, 2].map((c) => data?.[4 * index + c] ?? 0);
  if (kind === 'difference') {
    const before = colour(input?.data);
    const change = colour(frame?.pixels).map((value, c) => value - (before[c] ?? 0));
    return `${place}  change ${change.map((value) => (value > 0 ? `+${value}` : value)).join(' ')} of 255`;
  }
  return `${place}  RGB ${colour(kind === 'original' ? input?.data : frame?.pixels).join(' ')}`;
}
