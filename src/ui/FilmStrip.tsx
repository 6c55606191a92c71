import { Menu, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { putBytes } from '../canvas/picture-bytes';
import type { Frame } from '../core/frame';
import type { Exercise } from '../methods/params';
import { channels } from '../stores/run-store';
import { savePicture } from '../stores/save-picture';
import { sayError } from './say';

/** A strip that grows faster than this only flickers. */
const UPDATE_MS = 500;

/** Past frames in small, evenly thinned as the run grows; a click saves one as a PNG. */
export function FilmStrip({ exercise }: { readonly exercise: Exercise }) {
  const [frames, setFrames] = useState<readonly Frame[]>([]);
  useEffect(() => {
    let known: Frame | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const update = (): void => {
      waiting = undefined;
      const strip = channels[exercise].strip();
      if (strip.at(-1) === known) return;
      known = strip.at(-1);
      setFrames([...strip]);
    };
    update();
    const stop = channels[exercise].subscribe(() => {
      waiting ??= setTimeout(update, UPDATE_MS);
    });
    return () => {
      clearTimeout(waiting);
      stop();
    };
  }, [exercise]);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight, left: list.current.scrollWidth });
  }, [frames]);
  return (
    <ol ref={list} className="film" aria-label="Film strip: click a frame to save it">
      {frames.map((frame) => (
        <li key={frame.step}>
          <Menu position="top" shadow="md">
            <Menu.Target>
              <UnstyledButton
                className="film-frame"
                title={`Step ${frame.step}: save as PNG`}
                aria-label={`Save the frame of step ${frame.step} as PNG`}
              >
                <Thumb frame={frame} />
                <span className="nums">{frame.step}</span>
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
              {[1, 2, 3, 4].map((scale) => (
                <Menu.Item
                  key={scale}
                  onClick={() => {
                    savePicture(exercise, 'frame', scale, frame).catch(sayError);
                  }}
                >
                  {scale}×
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </li>
      ))}
    </ol>
  );
}

function Thumb({ frame }: { readonly frame: Frame }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current && frame.pixels) {
      putBytes(canvas.current, { width: frame.width, height: frame.height, data: frame.pixels });
    }
  }, [frame]);
  return <canvas ref={canvas} aria-hidden width={1} height={1} />;
}
