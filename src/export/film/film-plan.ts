/** Frames a second that can be chosen: whole hundredths of a second each, as GIFs count. */
export const RATES = [5, 10, 20, 25] as const;
export const FORMATS = ['mp4', 'webm', 'gif'] as const;
export type FilmFormat = (typeof FORMATS)[number];

export interface FilmOptions {
  readonly format: FilmFormat;
  /** Frames a second. */
  readonly rate: number;
  /** Seconds that the last frame stays beyond its turn. */
  readonly hold: number;
  readonly captions: boolean;
  /** How often each pixel is repeated, each way: a whole number. */
  readonly scale: number;
}

/** A frame's turn: which one, when, and for how long, in seconds. */
export interface Turn {
  readonly frame: number;
  readonly start: number;
  readonly duration: number;
}

/**
 * The turns of a film. The last frame of a GIF stays longer; that of a video is shown again and again, since players pass over a
 * last frame's own length.
 */
export function filmTurns(
  frames: number,
  { format, rate, hold }: Pick<FilmOptions, 'format' | 'rate' | 'hold'>,
): readonly Turn[] {
  const length = 1 / rate;
  const turns = Array.from({ length: frames }, (_, frame) => ({
    frame,
    start: frame * length,
    duration: length,
  }));
  const last = turns.at(-1);
  if (!last || hold <= 0) return turns;
  if (format === 'gif') return [...turns.slice(0, -1), { ...last, duration: length + hold }];
  const again = Array.from({ length: Math.round(hold * rate) }, (_, i) => ({
    frame: last.frame,
    start: (frames + i) * length,
    duration: length,
  }));
  return [...turns, ...again];
}

/** Seconds that a film takes. */
export function filmLength(turns: readonly Turn[]): number {
  return turns.reduce((sum, { duration }) => sum + duration, 0);
}

/** Height of the line below the picture, in pixels. */
const BAND = 32;

/** Measures of a film, in pixels; both sides even, as video encoders want them. */
export interface FilmSize {
  readonly width: number;
  readonly height: number;
  /** Of the picture in it, enlarged. */
  readonly picture: { readonly width: number; readonly height: number };
}

export function filmSize(
  frame: { readonly width: number; readonly height: number },
  { scale, captions }: Pick<FilmOptions, 'scale' | 'captions'>,
): FilmSize {
  const picture = { width: frame.width * scale, height: frame.height * scale };
  const even = (side: number): number => side + (side % 2);
  return { width: even(picture.width), height: even(picture.height + (captions ? BAND : 0)), picture };
}
