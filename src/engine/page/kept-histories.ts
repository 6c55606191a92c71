import type { FilmFrame, RunHistory } from '../../core/records/run-history';
import { thinnedFilm } from '../../core/records/thinned-film';
import type { CheckpointStorage } from './run-checkpoints';

const [CURVE, FRAME] = ['curve ', 'frame '];
/** About fifty frames of a picture of 224 x 224: the whole strip of one picture, and some of it of several side by side. */
const ROOM_BYTES = 12e6;

/** All of a history but its frames. */
interface KeptCurve extends Pick<RunHistory, 'points' | 'read'> {
  readonly seen: number;
  readonly stride: number;
}

const NOTHING: KeptCurve = { points: [], read: null, seen: 0, stride: 1 };

/** What is to be written, and what is no longer wanted. */
interface HistoryChange {
  readonly entries: [string, unknown][];
  readonly dropped: string[];
}

/** What keeps a run's curve and its film beside its checkpoint. A frame is written once, however often the rest is. */
export async function historyChange(
  { keys }: Pick<CheckpointStorage, 'keys'>,
  id: string,
  { points, film, read }: RunHistory,
): Promise<HistoryChange> {
  const prefix = `${FRAME}${id} `;
  const there = new Set((await keys()).filter((key) => key.startsWith(prefix)));
  const wanted = new Map(
    thinnedFilm(film, ROOM_BYTES).frames.map((kept) => [prefix + String(kept.frame.step), kept] as const),
  );
  const curve: KeptCurve = { points, read, seen: film.seen, stride: film.stride };
  return {
    entries: [[CURVE + id, curve], ...[...wanted].filter(([key]) => !there.has(key))],
    dropped: [...there].filter((key) => !wanted.has(key)),
  };
}

/** What a run has shown, as far as it was kept. */
export async function keptHistory(
  { get, keys }: Pick<CheckpointStorage, 'get' | 'keys'>,
  id: string,
): Promise<RunHistory> {
  const names = (await keys()).filter((key) => key.startsWith(`${FRAME}${id} `));
  const [curve, ...found] = await Promise.all([get(CURVE + id), ...names.map((key) => get(key))]);
  const { points, read, seen, stride } = (curve ?? NOTHING) as KeptCurve;
  const frames = (found as (FilmFrame | undefined)[]).filter((frame) => frame !== undefined);
  return {
    points,
    read,
    film: { frames: frames.toSorted((a, b) => a.frame.step - b.frame.step), seen, stride },
  };
}
