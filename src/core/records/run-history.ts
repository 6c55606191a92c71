import type { AnswerKind } from '../statistics/answers';
import type { Frame } from './frame';

/** What a network read before anything was changed, and what its answers mean. */
export interface FirstReading {
  /** Class index. */
  readonly index: number;
  readonly kind: AnswerKind;
}

/** One point of the live curve. Logit without a unit; probabilities in [0, 1]. */
export interface LivePoint {
  readonly step: number;
  readonly logit: number;
  readonly probability: number;
  /** Of the strongest class but the target; beside a class that was read before, of the strongest but both. */
  readonly rivalProbability: number;
  /** Of the class that was read before; NaN where there is none, and where it is the target. */
  readonly beforeProbability: number;
  /** Length of the picture in z-score space; NaN where it is not measured. */
  readonly length: number;
}

/** A frame of the film strip, with its place among all frames that came. */
export interface FilmFrame {
  readonly frame: Frame;
  readonly place: number;
}

/** A film strip, and how it is thinned: of `seen` frames that came, every `stride`-th was kept, and the milestones. */
export interface Film {
  readonly frames: readonly FilmFrame[];
  readonly seen: number;
  readonly stride: number;
}

/** What a run has shown so far. */
export interface RunHistory {
  /** What the network read in the photo as the run began; null for a run that began from noise. */
  readonly read: FirstReading | null;
  readonly points: readonly LivePoint[];
  readonly film: Film;
}

/** What a history tells of the steps up to one. */
export function historyUpTo({ points, film, read }: RunHistory, step: number): RunHistory {
  return {
    read,
    points: points.filter((point) => point.step <= step),
    film: { ...film, frames: film.frames.filter(({ frame }) => frame.step <= step) },
  };
}
