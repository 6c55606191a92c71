import { createStore } from 'zustand/vanilla';
import { isAbort } from '../../../../core/records/abort';
import type { Frame } from '../../../../core/records/frame';
import type { LabErrorData } from '../../../../core/records/lab-error';
import { createLatest } from '../../../../core/records/latest';
import type { PixelImage } from '../../../../core/pictures/pixel-image';
import { rankCorrelation } from '../../../../core/statistics/rank-correlation';
import { asLabError } from '../../../../page/as-lab-error';
import { requestNow } from '../../../../page/request/request-now';
import { drawMap, frameOfRun } from '../../../../page/run/draw-map';
import { methodOf } from '../../../../page/settings/settings-schema';
import { settingsStore } from '../../../../page/settings/settings-store';
import type { Fooled } from './fooled';
import { type Reading, readPicture } from './reading';
import { shelveAfter } from './shelve-after';
import type { Words } from '../../../../words/message';
import { sayWords } from '../../../../words/say';

/** A map, of what class it is, and how likely that class is in its picture. */
export interface MapOfClass {
  readonly frame: Frame;
  readonly className: string;
  readonly probability: number;
}

/** The maps of photo and fooled picture. */
export interface MapsBeside {
  readonly of: Fooled;
  /** Title of the method that drew them. */
  readonly method: Words;
  /** The photo's, for the class read in it. */
  readonly photo: MapOfClass;
  /** The fooled picture's, for the class read in it. */
  readonly fooled: MapOfClass;
  /** The fooled picture's, for the class read in the photo; null where that is read in both. */
  readonly own: MapOfClass | null;
  /** Spearman's rank correlation of the sizes in the first map with those in the second, and in the third. */
  readonly likeness: { readonly fooled: number | null; readonly own: number | null };
}

interface MapsState {
  readonly maps: MapsBeside | null;
  readonly running: boolean;
  readonly error: LabErrorData | null;
}

export const mapsStore = createStore<MapsState>(() => ({ maps: null, running: false, error: null }));
const drawings = createLatest();

/** Draws both pictures' maps by the saliency exercise's method, each for the class that is read in it. */
export async function drawMaps(of: Fooled): Promise<void> {
  const signal = drawings.begin();
  mapsStore.setState({ running: true, error: null });
  const patch = (state: Partial<MapsState>): void => {
    if (!signal.aborted) mapsStore.setState(state);
  };
  try {
    const asked = requestNow('saliency');
    if (!asked) return;
    const photo = await readPicture(of, of.photo, null, signal);
    const fooled = await readPicture(of, of.image, photo.best.index, signal);
    const draw = async (
      image: PixelImage,
      { index, name }: Reading['best'],
      probability: number,
    ): Promise<MapOfClass> => {
      const request = { ...asked, network: of.network, image, target: index };
      return { frame: frameOfRun(await drawMap(request, { signal })), className: name, probability };
    };
    const first = await draw(of.photo, photo.best, photo.best.probability);
    const second = await draw(of.image, fooled.best, fooled.best.probability);
    const isOther = photo.best.index !== fooled.best.index;
    const third = isOther ? await draw(of.image, photo.best, fooled.own) : null;
    patch({
      maps: {
        of,
        method: sayWords(methodOf(settingsStore.getState(), 'saliency').title),
        photo: first,
        fooled: second,
        own: third,
        likeness: { fooled: likeness(first, second), own: third && likeness(first, third) },
      },
    });
    if (!signal.aborted) shelveAfter('map', { of, isWhole: true, runs: third ? 3 : 2 });
  } catch (thrown) {
    if (!isAbort(thrown)) patch({ error: asLabError(thrown) });
  } finally {
    patch({ running: false });
  }
}

export function cancelMaps(): void {
  drawings.cancel();
  mapsStore.setState({ running: false });
}

function likeness({ frame: one }: MapOfClass, { frame: other }: MapOfClass): number | null {
  const { attribution: a } = one;
  const { attribution: b } = other;
  return a && b ? rankCorrelation(a.map(Math.abs), b.map(Math.abs)) : null;
}
