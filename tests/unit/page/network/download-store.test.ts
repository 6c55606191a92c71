import { beforeEach, describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import type { StorageRoom } from '../../../../src/engine/page/lab-client';
import type {
  LoadProgress,
  LoadRequest,
  NetworkInfo,
  NetworkRow,
} from '../../../../src/engine/protocol/protocol';
import { partLab } from '../../../../testing/part-lab';
import { provideLab } from '../../../../src/page/lab';
import {
  cancelDownload,
  downloadStore,
  firstUnderWay,
  startDownload,
} from '../../../../src/page/network/download-store';
import { networkStore, openMeanwhile, openNetwork } from '../../../../src/page/network/network-store';
import { settingsStore } from '../../../../src/page/settings/settings-store';
import {
  keepNetwork,
  keptNetworksStore,
  refreshRoom,
} from '../../../../src/page/network/kept-networks-store';
import { sayWords } from '../../../../src/words/say';

interface Asked {
  readonly request: LoadRequest;
  readonly signal: AbortSignal | undefined;
  progress(progress: LoadProgress): void;
  arrive(info: NetworkInfo): void;
  fail(error: Error): void;
}

const asked: Asked[] = [];
interface Kept {
  error: Error | null;
  room: StorageRoom | null;
  roomError: Error | null;
}
const kept: Kept = { error: null, room: null, roomError: null };
const abortError = () => new DOMException('Cancelled', 'AbortError');

provideLab(
  partLab({
    load: (
      request: LoadRequest,
      options: { signal?: AbortSignal; onProgress?: (progress: LoadProgress) => void } = {},
    ) =>
      new Promise<NetworkInfo>((arrive, fail) => {
        const { signal, onProgress } = options;
        signal?.addEventListener('abort', () => fail(abortError()));
        asked.push({ request, signal, progress: (p) => onProgress?.(p), arrive, fail });
      }),
    keep: () => (kept.error ? Promise.reject(kept.error) : Promise.resolve()),
    forget: () => Promise.resolve(),
    room: () => (kept.roomError ? Promise.reject(kept.roomError) : Promise.resolve(kept.room)),
  }),
);

const info = (id: string): NetworkInfo => ({
  id,
  title: id.toUpperCase(),
  size: [32, 32],
  preprocessing: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' },
  classes: [{ index: 0, name: 'cat' }],
  output: { kind: 'softmax' },
  weightsHash: id,
  parameters: 1,
});
const row = (id: string, origin: NetworkRow['origin'], bytes = 5e6): NetworkRow => ({
  id,
  title: id.toUpperCase(),
  classes: 1000,
  bundled: false,
  loaded: false,
  origin,
  bytes,
});
const VGG = row('vgg16', 'zoo', 553e6);
const SMALL = row('small', 'zoo');
const BUNDLED = row('bundled', 'served');
const latest = () => asked.at(-1)!;
const inUse = () => networkStore.getState().info?.id;

beforeEach(() => {
  asked.length = 0;
  downloadStore.setState({}, true);
  networkStore.setState({ rows: [BUNDLED, SMALL, VGG], info: info('bundled'), loading: null, error: null });
});

describe('a download', () => {
  it('leaves the present network in use until the new one is there', async () => {
    const end = startDownload(VGG, 'uint8');
    expect(latest().request).toEqual({ id: 'vgg16', weights: 'uint8' });
    latest().progress({ stage: 'download', fraction: 0.34 });
    expect(firstUnderWay(downloadStore.getState())?.progress?.fraction).toBe(0.34);
    expect(inUse()).toBe('bundled');
    latest().arrive(info('vgg16'));
    expect((await end)?.kind).toBe('in-use');
    expect(inUse()).toBe('vgg16');
    expect(settingsStore.getState().network).toBe('vgg16');
    expect(downloadStore.getState()).toEqual({});
  });

  it('goes on while another network is chosen, and then does not take its place', async () => {
    const end = startDownload(VGG);
    const download = latest();
    const opened = openNetwork({ id: 'own' }, 'Own');
    latest().arrive(info('own'));
    await opened;
    expect(download.signal?.aborted).toBe(false);
    download.arrive(info('vgg16'));
    expect((await end)?.kind).toBe('ready');
    expect(inUse()).toBe('own');
  });

  it('is not begun twice', async () => {
    const end = startDownload(VGG);
    expect(await startDownload(VGG)).toBeNull();
    expect(asked).toHaveLength(1);
    cancelDownload('vgg16');
    await end;
  });

  it('says how far it had come when it was stopped, and goes on from there', async () => {
    const end = startDownload(VGG, 'float16');
    latest().progress({ stage: 'download', fraction: 0.2, bytes: 110e6, totalBytes: 553e6 });
    cancelDownload('vgg16');
    expect(await end).toEqual({ kind: 'stopped' });
    expect(downloadStore.getState()['vgg16']).toMatchObject({
      phase: 'stopped',
      weights: 'float16',
      error: null,
      progress: { bytes: 110e6 },
    });
    expect(firstUnderWay(downloadStore.getState())).toBeNull();
    const again = startDownload(VGG, 'float16');
    latest().arrive(info('vgg16'));
    expect((await again)?.kind).toBe('in-use');
  });

  it('that fails keeps its error until the next try', async () => {
    const end = startDownload(VGG);
    latest().fail(new LabError('download-failed', 'The connection broke.', 'Try again.'));
    expect(await end).toMatchObject({ kind: 'failed', error: { message: 'The connection broke.' } });
    expect(downloadStore.getState()['vgg16']).toMatchObject({
      phase: 'failed',
      error: { code: 'download-failed' },
    });
    expect(inUse()).toBe('bundled');
    const again = startDownload(VGG);
    expect(downloadStore.getState()['vgg16']?.error).toBeNull();
    cancelDownload('vgg16');
    await again;
  });
});

describe('a link that names a published network', () => {
  it('never fetches a large one, and says how large it is', async () => {
    expect(await openNetwork({ id: 'vgg16' }, 'VGG16')).toBeNull();
    expect(asked).toHaveLength(0);
    expect(sayWords(networkStore.getState().error?.message ?? '')).toContain('553 MB');
    expect(inUse()).toBe('bundled');
  });

  it('fetches a small one as little', async () => {
    expect(await openNetwork({ id: 'small' }, 'SMALL')).toBeNull();
    expect(asked).toHaveLength(0);
    expect(inUse()).toBe('bundled');
  });
});

describe('a network used until another has come', () => {
  it('does not stop the one that is coming, which then takes its place', async () => {
    networkStore.setState({ info: null });
    const opened = openNetwork({ id: 'served-large' }, 'Large');
    const large = latest();
    const meanwhile = openMeanwhile('bundled');
    latest().arrive(info('bundled'));
    await meanwhile;
    expect(inUse()).toBe('bundled');
    expect(networkStore.getState().loading?.title).toBe('Large');
    large.arrive(info('served-large'));
    await opened;
    expect(inUse()).toBe('served-large');
    expect(networkStore.getState().loading).toBeNull();
  });
});

describe('a network to be used meanwhile that does not come', () => {
  it('is given up, without a word, once another is opened', async () => {
    networkStore.setState({ info: null, error: null });
    const meanwhile = openMeanwhile('bundled');
    const stuck = latest();
    const opened = openNetwork({ id: 'served-large' }, 'Large');
    await meanwhile;
    expect(stuck.signal?.aborted).toBe(true);
    expect(networkStore.getState().error).toBeNull();
    latest().arrive(info('served-large'));
    await opened;
    expect(inUse()).toBe('served-large');
  });
});

describe('what failed', () => {
  it('can be tried again; what was cancelled needs not', async () => {
    const request = { url: 'https://example.org/model.json' };
    const failed = openNetwork(request, 'Model');
    latest().fail(new LabError('download-failed', 'No.', 'Again.'));
    await failed;
    expect(networkStore.getState().failed).toEqual({ request, title: 'Model' });
    const cancelled = openNetwork(request, 'Model');
    expect(networkStore.getState().failed).toBeNull();
    latest().fail(abortError());
    await cancelled;
    expect(networkStore.getState()).toMatchObject({ failed: null, error: null, loading: null });
  });
});

describe('what this browser keeps', () => {
  it('is told with its room, and a browser that does not say keeps nothing', async () => {
    kept.room = { used: 1, quota: 10 };
    await refreshRoom();
    expect(keptNetworksStore.getState().room).toEqual({ used: 1, quota: 10 });
    kept.roomError = new Error('not allowed');
    await refreshRoom();
    expect(keptNetworksStore.getState().room).toBeNull();
  });

  it('a network without files cannot be kept, and a full browser says that it is full', async () => {
    kept.error = new LabError('network-unknown', 'No network "x".', 'Choose one.');
    await expect(keepNetwork('x')).rejects.toThrow('Only a network opened from files');
    kept.error = new LabError('storage-full', 'Full.', 'Delete one.');
    await expect(keepNetwork('x')).rejects.toThrow('Full.');
  });
});
