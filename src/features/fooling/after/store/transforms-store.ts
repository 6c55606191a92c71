import { createStore } from 'zustand/vanilla';
import { isAbort } from '../../../../core/records/abort';
import type { LabErrorData } from '../../../../core/records/lab-error';
import { createLatest } from '../../../../core/records/latest';
import type { PixelImage } from '../../../../core/pictures/pixel-image';
import { type PictureTransform, transformed } from '../../../../core/pictures/transforms/picture-transform';
import { asLabError } from '../../../../page/as-lab-error';
import { jpegCopy } from '../../../../page/photo/jpeg-copy';
import type { Fooled } from './fooled';
import { type ReadPair, readPicture } from './reading';
import { shelveAfter } from './shelve-after';
import { allOf, DEFENCES, SURVIVAL } from './transform-stops';

/** A transform of both pictures, looked at. */
export interface LookedAt {
  readonly transform: PictureTransform;
  readonly photo: PixelImage;
  readonly fooled: PixelImage;
}

interface TransformsState {
  /** Whose readings these are. */
  readonly of: Fooled | null;
  /** Both as they are. */
  readonly untouched: ReadPair | null;
  /** By `transformKey`. */
  readonly pairs: Readonly<Record<string, ReadPair>>;
  readonly chosen: PictureTransform;
  readonly looked: LookedAt | null;
  readonly running: boolean;
  /** Whether somebody has ended it before its end: it is gone on with when somebody asks. */
  readonly stopped: boolean;
  readonly done: number;
  readonly total: number;
  readonly error: LabErrorData | null;
}

const FIRST: PictureTransform = { id: 'jpeg', amount: 85 };
const EMPTY: Omit<TransformsState, 'chosen'> = {
  of: null,
  untouched: null,
  pairs: {},
  looked: null,
  running: false,
  stopped: false,
  done: 0,
  total: 0,
  error: null,
};

export const transformsStore = createStore<TransformsState>(() => ({ ...EMPTY, chosen: FIRST }));
const { getState, setState } = transformsStore;
const measurings = createLatest();
const looks = createLatest();

export function transformKey({ id, amount }: PictureTransform): string {
  return `${id} ${amount}`;
}

/** Every transform that the two tables show. */
const ALL: readonly PictureTransform[] = [
  ...new Map(allOf([...SURVIVAL, ...DEFENCES]).map((one) => [transformKey(one), one])).values(),
];

/** Has the network read photo and fooled picture after every transform; those that were read of the same picture stay. */
export async function measureTransforms(of: Fooled): Promise<void> {
  const signal = measurings.begin();
  const patch = (state: Partial<TransformsState>): void => {
    if (!signal.aborted) setState(state);
  };
  try {
    const kept = getState().of === of ? getState().pairs : {};
    patch({
      ...EMPTY,
      of,
      pairs: kept,
      running: true,
      total: ALL.length,
      untouched: getState().of === of ? getState().untouched : null,
    });
    const photo = await readPicture(of, of.photo, null, signal);
    patch({ untouched: { photo, fooled: await readPicture(of, of.image, photo.best.index, signal) } });
    await look(getState().chosen, of);
    for (const transform of ALL) {
      const key = transformKey(transform);
      const pair = getState().pairs[key] ?? (await readPair(of, transform, photo.best.index, signal));
      patch({ pairs: { ...getState().pairs, [key]: pair }, done: getState().done + 1 });
    }
  } catch (thrown) {
    if (!isAbort(thrown)) patch({ error: asLabError(thrown) });
  } finally {
    patch({ running: false });
    const { pairs } = getState();
    const runs = Object.keys(pairs).length;
    if (getState().of === of && runs > 0)
      shelveAfter('survival', { of, isWhole: runs === ALL.length, runs, unasked: runs === ALL.length });
  }
}

export function cancelMeasuring(): void {
  measurings.cancel();
  setState(({ running, stopped }) => ({ running: false, stopped: running || stopped }));
}

/** Shows both pictures after a transform. */
export async function look(transform: PictureTransform, of: Fooled): Promise<void> {
  const signal = looks.begin();
  setState({ chosen: transform });
  const change = { jpeg: jpegCopy, seed: of.recipe.seed };
  const photo = await transformed(of.photo, transform, change);
  const fooled = await transformed(of.image, transform, change);
  if (!signal.aborted) setState({ looked: { transform, photo, fooled } });
}

async function readPair(
  of: Fooled,
  transform: PictureTransform,
  own: number,
  signal: AbortSignal,
): Promise<ReadPair> {
  const change = { jpeg: jpegCopy, seed: of.recipe.seed };
  const photo = await transformed(of.photo, transform, change);
  const fooled = await transformed(of.image, transform, change);
  signal.throwIfAborted();
  return {
    photo: await readPicture(of, photo, own, signal),
    fooled: await readPicture(of, fooled, own, signal),
  };
}
