import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { drawFilm, type FilmFrame } from '../../export/film/draw-film';
import { type FilmOptions, filmSize, filmTurns } from '../../export/film/film-plan';
import { say } from '../../words/say';

interface Props {
  readonly frames: readonly FilmFrame[];
  readonly options: FilmOptions;
}

/** The film as it will be, round and round; where motion is not wanted, its last frame. */
export function FilmPreview({ frames, options }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const still = useReducedMotion();
  const { rate, hold, captions, scale } = options;
  useEffect(() => {
    const node = canvas.current;
    const context = node?.getContext('2d');
    const last = frames.at(-1);
    if (!node || !context || !last) return;
    const size = filmSize(last.picture, { scale, captions });
    node.width = size.width;
    node.height = size.height;
    if (still) {
      drawFilm(context, last, size);
      return;
    }
    const turns = filmTurns(frames.length, { format: 'gif', rate, hold });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (place: number): void => {
      const turn = turns[place % turns.length];
      const frame = turn && frames[turn.frame];
      if (!turn || !frame) return;
      drawFilm(context, frame, size);
      timer = setTimeout(show, 1000 * turn.duration, place + 1);
    };
    show(0);
    return () => {
      clearTimeout(timer);
    };
  }, [frames, rate, hold, captions, scale, still]);
  return (
    <div className="mat film-preview" role="img" aria-label={say('The film, as it will be')}>
      <canvas ref={canvas} width={2} height={2} />
    </div>
  );
}
