import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PixelImage } from '../../../src/core/pictures/pixel-image';
import { LabError } from '../../../src/core/records/lab-error';
import type { NetworkInfo } from '../../../src/engine/protocol/protocol';
import {
  cancelLooking,
  followPicture,
  layerMapStore,
  lookAtLayers,
  openLayer,
  raiseChannel,
} from '../../../src/features/layer-map/layer-map-store';
import { provideLab } from '../../../src/page/lab';
import { networkStore } from '../../../src/page/network/network-store';
import { imageStore } from '../../../src/page/photo/image-store';
import { methodOf } from '../../../src/page/settings/settings-schema';
import { paramsOf, set, settingsStore } from '../../../src/page/settings/settings-store';
import { partLab } from '../../../testing/part-lab';

const picture = (): PixelImage => ({ width: 2, height: 2, data: new Uint8ClampedArray(16) });
const INFO = {
  id: 'toy',
  size: [2, 2],
  camLayers: [{ id: 'a', title: 'a', size: [1, 1], channels: 2 }],
} as unknown as NetworkInfo;

let asked: (number | null)[] = [];
let answer: (layer: number | null) => Promise<unknown>;
let stops: (() => void)[] = [];

beforeEach(() => {
  asked = [];
  answer = (layer) => Promise.resolve([{ layer: layer ?? 0, width: 1, height: 1, thumbnails: [] }]);
  const doors = {
    classify: () => Promise.resolve({ kind: 'softmax', top: [] }),
    thumbnails(_: string, __: PixelImage, layer: number | null) {
      asked.push(layer);
      return answer(layer);
    },
  };
  stops = [provideLab(partLab(doors)), followPicture()];
  networkStore.setState({ info: INFO });
  imageStore.setState({ fitted: picture() });
});
afterEach(() => {
  for (const stop of stops) stop();
});

describe('the map of layers', () => {
  it('is forgotten with the photo that it is of, and asked for anew', async () => {
    await lookAtLayers();
    expect(asked).toEqual([null]);
    expect(layerMapStore.getState().layers).toHaveLength(1);
    imageStore.setState({ fitted: picture() });
    expect(layerMapStore.getState()).toMatchObject({ of: null, layers: [] });
    await lookAtLayers();
    expect(asked).toEqual([null, null]);
  });

  it('opens a layer’s channels, and closes them at the second press', async () => {
    await lookAtLayers();
    await openLayer(0);
    expect(layerMapStore.getState()).toMatchObject({ open: 0, channels: { layer: 0 } });
    await openLayer(0);
    expect(layerMapStore.getState()).toMatchObject({ open: null, channels: null });
    expect(asked).toEqual([null, 0]);
  });

  it('cancelled keeps what is there, and what comes late is dropped', async () => {
    await lookAtLayers();
    let tell: (layers: unknown) => void = () => undefined;
    answer = () => new Promise((resolve) => (tell = resolve));
    const opening = openLayer(0);
    while (asked.length < 2) await Promise.resolve();
    cancelLooking();
    tell([{ layer: 0, width: 1, height: 1, thumbnails: [] }]);
    await opening;
    expect(layerMapStore.getState()).toMatchObject({ open: null, channels: null, running: false });
    expect(layerMapStore.getState().layers).toHaveLength(1);
  });

  it('says why it could not be drawn, and is drawn when it is asked again', async () => {
    answer = () => Promise.reject(new LabError('engine-stopped', 'The engine stopped.', 'Try again.'));
    await lookAtLayers();
    expect(layerMapStore.getState()).toMatchObject({ running: false, error: { code: 'engine-stopped' } });
    answer = () => Promise.resolve([]);
    await lookAtLayers();
    expect(layerMapStore.getState()).toMatchObject({ error: null, layers: [] });
    expect(layerMapStore.getState().of).not.toBeNull();
  });

  it('gives the visualisation a channel to raise, and shows it', () => {
    set({ exercise: 'visualization', visualizationView: 'layers' });
    raiseChannel(4, 17);
    const settings = settingsStore.getState();
    const params = paramsOf(settings, 'visualization');
    expect(params).toMatchObject({ objective: 'channel', layer: 4, channel: 17 });
    expect(methodOf(settings, 'visualization').raised(params)).toMatchObject({
      what: 'channel',
      channel: 17,
    });
    expect(settings.visualizationView).toBe('visualisation');
  });
});
