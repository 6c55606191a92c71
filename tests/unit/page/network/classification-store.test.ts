import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NetworkInfo } from '../../../../src/engine/protocol/protocol';
import { partLab } from '../../../../testing/part-lab';
import { provideLab } from '../../../../src/page/lab';

const picture = (height: number, width: number): PixelImage => ({
  width,
  height,
  data: new Uint8ClampedArray(4 * height * width),
});
/** What answers wait for. */
let gate: Promise<unknown> = Promise.resolve();
const rejection = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
const SIGNAL: unknown = expect.any(AbortSignal);

/** Refuses a picture of another size, as the engine does. */
const classify = vi.fn(async (network: string, image: PixelImage, signal: AbortSignal) => {
  await Promise.race([gate, rejection(signal)]);
  const { size } = NETWORKS[network]!;
  if (image.height !== size[0] || image.width !== size[1])
    throw new Error(`${network} takes ${size.join(' x ')}`);
  return { logits: new Float32Array(1), probabilities: new Float32Array(1), top: [] };
});
const fitBitmap = vi.fn(async (_: ImageBitmap, [height, width]: readonly [number, number]) =>
  picture(height, width),
);
provideLab(partLab({ classify }));
vi.mock('../../../../src/photo/picture-fit', () => ({ fitBitmap }));

const { imageStore } = await import('../../../../src/page/photo/image-store');
const { networkStore } = await import('../../../../src/page/network/network-store');
const { classifyPhoto, classificationStore: seesStore } =
  await import('../../../../src/page/network/classification-store');

const network = (id: string, size: readonly [number, number]): NetworkInfo => ({
  id,
  title: id,
  size,
  preprocessing: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' },
  classes: [{ index: 0, name: 'x' }],
  output: { kind: 'softmax' },
  weightsHash: '',
  parameters: 1,
});
const NETWORKS: Readonly<Record<string, NetworkInfo>> = {
  small: network('small', [2, 2]),
  large: network('large', [4, 3]),
};

beforeEach(() => {
  vi.clearAllMocks();
  gate = Promise.resolve();
  const bitmap = { close: () => undefined, width: 8, height: 8 } as ImageBitmap;
  imageStore.setState({ photo: { name: 'p', bitmap, width: 8, height: 8 }, fitted: picture(2, 2) });
  networkStore.setState({ info: NETWORKS['small']! });
});

describe('what the network sees in the photo', () => {
  it('is asked once per photo and network', async () => {
    await Promise.all([classifyPhoto(), classifyPhoto()]);
    expect(classify).toHaveBeenCalledTimes(1);
    expect(fitBitmap).not.toHaveBeenCalled();
    expect(seesStore.getState().classification).not.toBeNull();
  });

  it('is read at the size of the network in use, also right after another one came', async () => {
    networkStore.setState({ info: NETWORKS['large']! });
    await classifyPhoto();
    expect(classify).toHaveBeenLastCalledWith(
      'large',
      expect.objectContaining({ height: 4, width: 3 }),
      SIGNAL,
    );
    expect(imageStore.getState().fitted).toMatchObject({ height: 4, width: 3 });
  });

  it('is of the network that is there in the end, where it changes while the photo is fitted', async () => {
    networkStore.setState({ info: NETWORKS['large']! });
    const asked = classifyPhoto();
    networkStore.setState({ info: NETWORKS['small']! });
    await asked;
    expect(classify).toHaveBeenLastCalledWith(
      'small',
      expect.objectContaining({ height: 2, width: 2 }),
      SIGNAL,
    );
  });

  it('is given up where another photo overtakes it, and whoever waits hears of that one', async () => {
    gate = new Promise(() => undefined);
    imageStore.setState({ fitted: picture(2, 2) });
    const first = classifyPhoto();
    await vi.waitFor(() => expect(classify).toHaveBeenCalledTimes(1));
    gate = Promise.resolve();
    imageStore.setState({ fitted: picture(2, 2) });
    const second = classifyPhoto();
    expect(await first).toBe(await second);
    expect(classify.mock.calls.map(([, , signal]) => signal.aborted)).toEqual([true, false]);
    expect(seesStore.getState()).toEqual({ classification: await second, outdated: false });
  });

  it('is given up where the photo or the network goes', async () => {
    gate = new Promise(() => undefined);
    imageStore.setState({ fitted: picture(2, 2) });
    const asked = classifyPhoto();
    await vi.waitFor(() => expect(classify).toHaveBeenCalledTimes(1));
    networkStore.setState({ info: null });
    await classifyPhoto();
    expect(await asked).toBeNull();
    expect(classify.mock.calls[0]?.[2].aborted).toBe(true);
  });

  it('is waited for while the first photo is opened, and while it is fitted', async () => {
    const { photo } = imageStore.getState();
    imageStore.setState({ photo: null, fitted: null, opening: true });
    const asked = classifyPhoto();
    // As a picture is opened: it is there before anybody has fitted it.
    imageStore.setState({ photo, fitted: null });
    imageStore.setState({ opening: false });
    expect(await asked).not.toBeNull();
    expect(imageStore.getState().fitted).toMatchObject({ height: 2, width: 2 });
    expect(seesStore.getState().classification).toBe(await asked);
  });

  it('is nothing where the first photo cannot be opened', async () => {
    imageStore.setState({ photo: null, fitted: null, opening: true });
    const asked = classifyPhoto();
    imageStore.setState({ opening: false });
    expect(await asked).toBeNull();
  });

  it('is nothing without a network', async () => {
    networkStore.setState({ info: null });
    expect(await classifyPhoto()).toBeNull();
    expect(seesStore.getState().classification).toBeNull();
  });
});
