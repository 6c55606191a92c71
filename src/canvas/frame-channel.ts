import type { Frame } from '../core/records/frame';
import { isMilestone } from '../core/records/milestones';
import type { Film, FilmFrame } from '../core/records/run-history';

/** Calls back with a frame at most once per animation frame, always with the newest one. */
export type FrameView = (frame: Frame | null) => void;

/**
 * The latest frame, kept outside React: canvases subscribe and draw once per animation frame, however fast frames
 * arrive. Also keeps a bounded strip of past frames for the film strip.
 */
export interface FrameChannel {
  push(frame: Frame): void;
  latest(): Frame | null;
  /** Past frames, evenly thinned but for milestones, the newest always last. */
  strip(): readonly Frame[];
  /** The strip as it is thinned, to be kept; the newest frame is in it whatever its place. */
  film(): Film;
  /** Goes on from a strip that was kept, in the place of what came before. */
  restore(film: Film): void;
  reset(): void;
  subscribe(view: FrameView): () => void;
  /** Resolves once what was pushed last has been drawn: not in a hidden tab, nor while no canvas is on screen. */
  drawn(): Promise<void>;
}

const STRIP = 24;

export function createFrameChannel(
  schedule: (draw: () => void) => unknown = (draw) => requestAnimationFrame(draw),
): FrameChannel {
  let latest: Frame | null = null;
  let strip: readonly FilmFrame[] = [];
  let stride = 1;
  let seen = 0;
  let scheduled = false;
  const views = new Set<FrameView>();
  let waiting: (() => void)[] = [];

  const isEven = (place: number): boolean => place % stride === 0;
  const tellDrawn = (): void => {
    for (const tell of waiting) tell();
    waiting = [];
  };
  const draw = (): void => {
    scheduled = false;
    for (const view of views) view(latest);
    if (views.size > 0) tellDrawn();
  };
  const ask = (): void => {
    if (scheduled) return;
    scheduled = true;
    schedule(draw);
  };

  return {
    push(frame) {
      // A run that went back goes another way from there.
      if (latest && frame.step <= latest.step) strip = strip.filter((past) => past.frame.step < frame.step);
      latest = frame;
      if (isEven(seen) || isMilestone(frame.step)) {
        strip = [...strip, { frame, place: seen }];
        // One place is the newest frame's.
        if (strip.filter(({ place }) => isEven(place)).length > STRIP - 1) {
          stride *= 2;
          strip = strip.filter((past) => isEven(past.place) || isMilestone(past.frame.step));
        }
      }
      seen += 1;
      ask();
    },
    latest: () => latest,
    strip() {
      const past = strip.map(({ frame }) => frame);
      return latest && past.at(-1) !== latest ? [...past, latest] : past;
    },
    film: () => ({
      frames:
        latest && strip.at(-1)?.frame !== latest ? [...strip, { frame: latest, place: seen - 1 }] : strip,
      seen,
      stride,
    }),
    restore(film) {
      ({ frames: strip, seen, stride } = film);
      latest = strip.at(-1)?.frame ?? null;
      ask();
    },
    reset() {
      latest = null;
      strip = [];
      stride = 1;
      seen = 0;
      ask();
    },
    subscribe(view) {
      views.add(view);
      view(latest);
      // With the next frame of the display, as all that is drawn.
      if (waiting.length > 0) ask();
      return () => views.delete(view);
    },
    drawn: () =>
      scheduled || views.size === 0 ? new Promise((tell) => waiting.push(tell)) : Promise.resolve(),
  };
}
