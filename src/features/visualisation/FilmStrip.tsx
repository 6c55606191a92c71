import { Slider, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { putBytes } from '../../canvas/picture-bytes';
import type { Frame } from '../../core/records/frame';
import type { Exercise } from '../../methods/catalog/params';
import { holdFrame } from '../../page/run/held-frame';
import { channels } from '../../page/run/run-store';
import { useHeldFrame } from '../../panels/run/use-held-frame';
import { FilmActions } from './FilmActions';
import './film-strip.css';
import { say } from '../../words/say';
import { whole } from '../../words/number';

/** A strip that grows faster than this only flickers. */
const UPDATE_MS = 500;

/** The frames kept of an exercise's run, as they come. */
function useStrip(exercise: Exercise): readonly Frame[] {
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
  return frames;
}

/**
 * Past frames in small: milestones, and others evenly thinned as the run grows. A click or the slider puts one on the stage, from
 * where it can be saved, or the run goes on from there.
 */
export function FilmStrip({ exercise }: { readonly exercise: Exercise }) {
  const frames = useStrip(exercise);
  const held = useHeldFrame(exercise);
  const list = useRef<HTMLOListElement>(null);
  const at = frames.findIndex((frame) => frame === held);
  useEffect(() => {
    const strip = list.current;
    if (at < 0) strip?.scrollTo({ top: strip.scrollHeight, left: strip.scrollWidth });
    else strip?.children[at]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [frames, at]);
  const last = frames.length - 1;
  const choose = (index: number): void => {
    holdFrame(exercise, index >= last ? null : (frames[index] ?? null));
  };
  const wordsOf = (index: number): string => say('Step {step}', { step: whole(frames[index]?.step ?? 0) });
  return (
    <>
      {last > 0 && (
        <Slider
          className="film-scrub"
          size="sm"
          min={0}
          max={last}
          step={1}
          value={at < 0 ? last : at}
          label={wordsOf}
          thumbLabel={say('Film strip: step on the stage')}
          thumbValueText={wordsOf}
          onChange={choose}
        />
      )}
      <ol ref={list} className="film" aria-label={say('Film strip: choose a frame to look at it')}>
        {frames.map((frame) => (
          <li key={frame.step}>
            <UnstyledButton
              className="film-frame"
              title={say('Step {step}: look at it', { step: frame.step })}
              aria-label={say('Look at step {step}', { step: frame.step })}
              aria-pressed={held === frame}
              onClick={() => {
                holdFrame(exercise, held === frame ? null : frame);
              }}
            >
              <Thumb frame={frame} />
              <span className="nums" translate="no">
                {whole(frame.step)}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
      <FilmActions exercise={exercise} frames={frames} held={held} />
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
