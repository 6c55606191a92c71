import type { PixelImage } from '../../../core/pictures/pixel-image';
import { isAbort } from '../../../core/records/abort';
import { createLatest } from '../../../core/records/latest';
import type { Fit } from '../../../core/records/recipe';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import { fitBitmap } from '../../../photo/picture-fit';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { decodePhoto } from '../../../page/photo/decode-photo';
import { drawMap } from '../../../page/run/draw-map';
import { onTheWay } from '../../../page/shelf/on-the-way';
import { holdPage } from '../../../page/visit/leaving';
import type { BoardPhoto } from './board-photos';
import { allPlaces, type BoardPlace, isCurrent, requestOf } from './board-request';
import { type BoardCell, boardStore, cellKey, setCell } from './board-store';
import { measurePhoto, type MeasureTools } from './measure-photo';
import { readSigns } from './network-signs';
import { shelveBoard } from './shelve-board';
import { shownPhoto } from '../../../words/shown-photo';

/** What fills the board; a test brings its own. */
export interface BoardTools extends Pick<MeasureTools, 'now'> {
  load(id: string, signal: AbortSignal): Promise<NetworkInfo>;
  open(photo: BoardPhoto, info: NetworkInfo, fit: Fit): Promise<PixelImage>;
  classify(network: string, image: PixelImage, signal: AbortSignal): ReturnType<MeasureTools['classify']>;
  run(request: Parameters<MeasureTools['run']>[0], signal: AbortSignal): ReturnType<MeasureTools['run']>;
}

const PAGE: BoardTools = {
  load: (id, signal) => lab().load({ id }, { signal }),
  async open({ source }, { size }, fit) {
    const { bitmap } = await decodePhoto(source);
    try {
      return await fitBitmap(bitmap, size, fit);
    } finally {
      bitmap.close();
    }
  },
  classify: (network, image, signal) => lab().classify(network, image, signal),
  run: (request, signal) => drawMap(request, { signal }),
  now: () => performance.now(),
};

const measurings = createLatest();

/** Stops measuring; what is done stays. */
export function cancelMeasuring(): void {
  measurings.cancel();
}

/**
 * Measures every photo on every network that has not been, or with other settings, one after the other. A photo that fails says
 * why in its place, and the others go on. Does nothing while it is under way; never rejects.
 */
export async function measureBoard(tools: BoardTools = PAGE): Promise<void> {
  if (boardStore.getState().measuring?.phase === 'running') return;
  const signal = measurings.begin();
  const begun = tools.now();
  /** Milliseconds that a photo took, by network. */
  const paces = new Map<string, number[]>();
  let [finished, failed] = [0, 0];
  const tell = (phase: 'running' | 'done' | 'cancelled', now: string | null = null): void => {
    const todo = allPlaces().filter((place) => !isCurrent(place));
    const left = phase === 'running' ? timeLeft(todo, paces) : null;
    const total = finished + todo.length;
    boardStore.setState({
      measuring: { phase, finished, total, failed, now, left, ms: tools.now() - begun },
    });
  };
  tell('running');
  const keep = onTheWay(shelveBoard);
  const letGo = holdPage();
  try {
    while (!signal.aborted) {
      const next = allPlaces().find((place) => !isCurrent(place));
      if (!next) break;
      const from = tools.now();
      const cell = await measureOne(next, tools, signal, (words) => tell('running', words));
      if (cell === null) break;
      finished += 1;
      if (cell.status === 'failed') failed += 1;
      paces.set(next.network, [...(paces.get(next.network) ?? []), tools.now() - from]);
      tell('running');
      keep(finished);
    }
  } finally {
    letGo();
    tell(signal.aborted ? 'cancelled' : 'done');
    shelveBoard();
  }
}

/** Fills one place, and gives what it holds then; null where it was cancelled. */
async function measureOne(
  place: BoardPlace,
  tools: BoardTools,
  signal: AbortSignal,
  onWords: (words: string) => void,
): Promise<BoardCell | null> {
  const { photo, network } = place;
  const key = cellKey(photo.id, network);
  const before = boardStore.getState().cells[key] ?? null;
  const settle = (cell: BoardCell): BoardCell => {
    setCell(key, cell);
    return cell;
  };
  setCell(key, { status: 'running' });
  try {
    const info = await tools.load(network, signal);
    signal.throwIfAborted();
    boardStore.setState(({ infos }) => ({ infos: { ...infos, [network]: info } }));
    const made = requestOf(photo, network);
    const image = await tools.open(photo, info, made.fit);
    signal.throwIfAborted();
    const classify = (picture: PixelImage) => tools.classify(network, picture, signal);
    if (!boardStore.getState().signs[network]) {
      const signs = await readSigns(info, image, classify);
      boardStore.setState((state) => ({ signs: { ...state.signs, [network]: signs } }));
    }
    const measure = await measurePhoto(made, photo, image, info, {
      classify,
      run: (request) => tools.run(request, signal),
      now: tools.now,
      tell: (attack) => onWords(`${shownPhoto(photo.name)} · ${info.title} · ${attack}`),
    });
    return settle({ status: 'done', measure });
  } catch (thrown) {
    if (isAbort(thrown) || signal.aborted) {
      setCell(key, before);
      return null;
    }
    return settle({ status: 'failed', made: requestOf(photo, network), error: asLabError(thrown) });
  }
}

/** Milliseconds that these will take, by what such took; null before any was measured. A network not yet begun is taken for an average one. */
function timeLeft(todo: readonly BoardPlace[], paces: ReadonlyMap<string, readonly number[]>): number | null {
  const all = [...paces.values()].flat();
  if (all.length === 0) return null;
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return todo.reduce((sum, { network }) => sum + mean(paces.get(network) ?? all), 0);
}
