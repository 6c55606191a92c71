import { createStore } from 'zustand/vanilla';
import type { PixelImage } from '../../core/pictures/pixel-image';
import { isAbort } from '../../core/records/abort';
import type { LabErrorData } from '../../core/records/lab-error';
import { createLatest } from '../../core/records/latest';
import type { CamLayerInfo } from '../../engine/protocol/protocol';
import type { LayerThumbnails } from '../../engine/protocol/layer-thumbnails';
import { asLabError } from '../../page/as-lab-error';
import { lab } from '../../page/lab';
import { classifyPhoto } from '../../page/network/classification-store';
import { networkStore } from '../../page/network/network-store';
import { untilStageFree } from '../../page/run/held-stage';
import { imageStore } from '../../page/photo/image-store';
import { FIRST_VIEW, methodOf } from '../../page/settings/settings-schema';
import { set, setParam, settingsStore } from '../../page/settings/settings-store';
import { VIEW_SETTING } from '../../page/settings/views';
import { shelveLayers } from './shelve-layers';

interface LayerMapState {
  /** The photo that the thumbnails are of, and the network they are from. */
  readonly of: { readonly photo: PixelImage; readonly network: string } | null;
  /** The network's layers, the last first, as `layers` counts them. */
  readonly names: readonly CamLayerInfo[];
  readonly layers: readonly LayerThumbnails[];
  /** The layer whose channels are open, and those once they are there. */
  readonly open: number | null;
  readonly channels: LayerThumbnails | null;
  readonly running: boolean;
  readonly error: LabErrorData | null;
}

const EMPTY: LayerMapState = {
  of: null,
  names: [],
  layers: [],
  open: null,
  channels: null,
  running: false,
  error: null,
};

export const layerMapStore = createStore<LayerMapState>(() => EMPTY);
const { getState, setState } = layerMapStore;
const questions = createLatest();

/** Asks for every layer's thumbnails of the page's photo, in the place of those that are there. */
export async function lookAtLayers(): Promise<void> {
  setState({ open: null, channels: null });
  await ask(null);
}

/** As `lookAtLayers`, by itself: not where layers are on their way from a card. */
export async function lookFirst(): Promise<void> {
  await untilStageFree('visualization');
  const { of, running } = getState();
  if (!of && !running) await lookAtLayers();
}

/** Opens a layer's channels, or closes them where they are open. */
export async function openLayer(layer: number): Promise<void> {
  if (getState().open === layer) {
    setState({ open: null, channels: null });
    return;
  }
  setState({ open: layer, channels: null });
  await ask(layer);
}

export function cancelLooking(): void {
  questions.cancel();
  setState(({ channels }) => ({ running: false, ...(channels ? {} : { open: null }) }));
}

/** Makes a channel what the visualisation raises, and shows its view. */
export function raiseChannel(layer: number, channel: number): void {
  const { id } = methodOf(settingsStore.getState(), 'visualization');
  setParam(id, 'objective', 'channel');
  setParam(id, 'layer', layer);
  setParam(id, 'channel', channel);
  set({ [VIEW_SETTING.visualization]: FIRST_VIEW.visualization });
}

async function ask(layer: number | null): Promise<void> {
  const signal = questions.begin();
  setState({ running: true, error: null });
  const patch = (state: Partial<LayerMapState>): void => {
    if (!signal.aborted) setState(state);
  };
  try {
    // Sees to it that the photo is at this network's size.
    await classifyPhoto();
    const { info } = networkStore.getState();
    const { fitted } = imageStore.getState();
    if (!info || !fitted || signal.aborted) return;
    const layers = await lab().thumbnails(info.id, fitted, layer, signal);
    if (layer !== null) patch({ channels: layers[0] ?? null });
    else patch({ of: { photo: fitted, network: info.id }, names: info.camLayers ?? [], layers });
    signal.throwIfAborted();
    shelveLayers();
  } catch (thrown) {
    if (!isAbort(thrown)) patch({ error: asLabError(thrown) });
  } finally {
    patch({ running: false });
  }
}

/** Forgets thumbnails of a photo or a network that is no longer the page's. Returns the function that stops it. */
export function followPicture(): () => void {
  const forget = (): void => {
    questions.cancel();
    setState(EMPTY);
  };
  const stops = [
    imageStore.subscribe((now, before) => {
      if (now.fitted !== before.fitted) forget();
    }),
    networkStore.subscribe((now, before) => {
      if (now.info !== before.info) forget();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
