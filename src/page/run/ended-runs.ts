import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Frame } from '../../core/records/frame';
import type { RunRequest, RunResult } from '../../engine/protocol/protocol';
import type { RunStanding } from '../../engine/protocol/run-standing';
import type { Exercise } from '../../methods/catalog/params';
import type { Photo } from '../photo/image-store';
import type { Film, FirstReading, LivePoint } from '../../core/records/run-history';

/** A run that came to something: to its end, or to where it was stopped. */
export interface EndedRun {
  readonly exercise: Exercise;
  readonly phase: 'done' | 'stopped';
  readonly request: RunRequest;
  readonly result: RunResult;
  /** The one that it ended on; null where none was shown. */
  readonly frame: Frame | null;
  readonly curve: readonly LivePoint[];
  /** The film strip; null where nothing was shown. */
  readonly film: Film | null;
  /** As `RunView`. */
  readonly input: PixelImage | null;
  readonly read: FirstReading | null;
  /** The photo that `input` was made of, where it was the page's as the run began. */
  readonly photo: Pick<Photo, 'name' | 'source'> | null;
  /** Where it last said that it stood; what it tells of its end may come a moment after the end itself. */
  readonly standing: () => RunStanding | null;
  /** Whether the page made it by itself. */
  readonly unasked: boolean;
}

const listeners = new Set<(run: EndedRun) => void>();

/** Calls back with every run of an exercise that has ended, on the stage or overtaken. Returns the function that stops it. */
export function onEndedRun(listener: (run: EndedRun) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellEnded(run: EndedRun): void {
  for (const listener of listeners) listener(run);
}
