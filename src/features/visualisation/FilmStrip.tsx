import { Button, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { putBytes } from '../../canvas/picture-bytes';
import type { Frame } from '../../core/records/frame';
import type { Exercise } from '../../methods/catalog/params';
import { holdFrame } from '../../page/run/held-frame';
import { channels } from '../../page/run/run-store';
import { useHeldFrame } from '../../panels/run/use-held-frame';
import { Sentence } from '../../ui/text/Sentence';
import './film-strip.css';

/** A strip that grows faster than this only flickers. */
const UPDATE_MS = 500;

/** Past frames in small, evenly thinned as the run grows; a click puts one on the stage, from where it can be saved. */
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
  const held = useHeldFrame(exercise);
  return (
    <>
      <ol ref={list} className="film" aria-label="Film strip: choose a frame to look at it">
        {frames.map((frame) => (
          <li key={frame.step}>
            <UnstyledButton
              className="film-frame"
              title={`Step ${frame.step}: look at it`}
              aria-label={`Look at step ${frame.step}`}
              aria-pressed={held === frame}
              onClick={() => {
                holdFrame(exercise, held === frame ? null : frame);
              }}
            >
              <Thumb frame={frame} />
              <span className="nums" translate="no">
                {frame.step}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
      {held && (
        <p className="film-held">
          <Sentence text={`Step ${held.step.toLocaleString('en')} is on the stage.`} />{' '}
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => {
              holdFrame(exercise, null);
            }}
          >
            Back to the newest
          </Button>
        </p>
      )}
    </>
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
