import { createStore } from 'zustand/vanilla';
import type { Classification, PixelImage } from '../engine/protocol';
import { imageStore } from './image-store';
import { lab } from './lab';
import { networkStore } from './network-store';

interface SeesState {
  /** What the network reads in the photo, or null while unknown. */
  readonly reading: Classification | null;
}

/** What the network in use sees in the photo as it is. */
export const seesStore = createStore<SeesState>(() => ({ reading: null }));

let known: { network: string; image: PixelImage; pending: Promise<Classification> } | null = null;

/** Classifies the fitted photo, once per photo and network. */
export async function classifyPhoto(): Promise<Classification | null> {
  const { fitted } = imageStore.getState();
  const { info } = networkStore.getState();
  if (!fitted || !info) {
    seesStore.setState({ reading: null });
    return null;
  }
  if (known?.network !== info.id || known.image !== fitted) {
    known = { network: info.id, image: fitted, pending: lab.classify(info.id, fitted) };
  }
  const mine = known;
  try {
    const reading = await mine.pending;
    if (known === mine) seesStore.setState({ reading });
    return reading;
  } catch (thrown) {
    if (known === mine) known = null;
    throw thrown;
  }
}
