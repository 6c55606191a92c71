import type { PixelImage } from '../../core/pictures/pixel-image';
import { createStore } from 'zustand/vanilla';
import type { Classification, NetworkInfo } from '../../engine/protocol/protocol';
import { firstPhoto, fitPhoto, imageStore } from '../photo/image-store';
import { lab } from '../lab';
import { createLatest } from '../../core/records/latest';
import { networkStore } from './network-store';
import { settingsStore } from '../settings/settings-store';

interface ClassificationState {
  /** What the network reads in the photo, or null while unknown. */
  readonly classification: Classification | null;
  /** True while another picture is being read, or another network reads it: `classification` is of what was there before. */
  readonly outdated: boolean;
}

/** What the network in use sees in the photo as it is. */
export const classificationStore = createStore<ClassificationState>(() => ({
  classification: null,
  outdated: false,
}));

let known: {
  readonly network: string;
  readonly image: PixelImage;
  readonly signal: AbortSignal;
  readonly pending: Promise<Classification>;
} | null = null;
const questions = createLatest();

/**
 * Classifies the photo at the network's size, once per photo and network. A photo still fitted to another network's is fitted
 * first. Where another photo or network overtakes it, the answer is of that one.
 */
export async function classifyPhoto(): Promise<Classification | null> {
  const { info } = networkStore.getState();
  const fitted = info && (await photoAt(info));
  if (networkStore.getState().info !== info) return classifyPhoto();
  if (!fitted) {
    questions.cancel();
    known = null;
    classificationStore.setState({ classification: null, outdated: false });
    return null;
  }
  if (known?.network !== info.id || known.image !== fitted) {
    const signal = questions.begin();
    known = { network: info.id, image: fitted, signal, pending: lab().classify(info.id, fitted, signal) };
    classificationStore.setState({ outdated: true });
  }
  const { signal, pending } = known;
  try {
    const classification = await pending;
    if (!signal.aborted) classificationStore.setState({ classification, outdated: false });
    return classification;
  } catch (thrown) {
    if (signal.aborted) return classifyPhoto();
    // Whoever waits for the same answer asks anew.
    questions.cancel();
    known = null;
    classificationStore.setState({ classification: null, outdated: false });
    throw thrown;
  }
}

/** The photo as a network sees it, once the first one is open and fitted; null while there is none. */
export async function photoAt(info: NetworkInfo): Promise<PixelImage | null> {
  await firstPhoto();
  const [height, width] = info.size;
  for (;;) {
    const { photo, fitted, fittedGrey } = imageStore.getState();
    const fits = fitted?.height === height && fitted.width === width && fittedGrey === (info.grey ?? false);
    if (fits || (!photo && !fitted)) return fitted;
    await fitPhoto(info, settingsStore.getState().fit);
    // Fitted for somebody else meanwhile, or with no photo left to fit.
    const { photo: left, fitted: made } = imageStore.getState();
    if (made || !left) return made;
  }
}
