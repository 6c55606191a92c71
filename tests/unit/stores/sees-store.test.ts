import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NetworkInfo, PixelImage } from '../../../src/engine/protocol';

const picture = (height: number, width: number): PixelImage => ({
  width,
  height,
  data: new Uint8ClampedArray(4 * height * width),
});
/** Refuses a picture of another size, as the engine does. */
const classify = vi.fn(async (network: string, image: PixelImage) => {
  const { size } = NETWORKS[network]!;
  if (image.height !== size[0] || image.width !== size[1])
    throw new Error(`${network} takes ${size.join(' x ')}`);
  return { logits: new Float32Array(1), probabilities: new Float32Array(1), top: [] };
});
const fitBitmap = vi.fn(async (_: ImageBitmap, [height, width]: readonly [number, number]) =>
  picture(height, width),
);
vi.mock('../../../src/stores/lab', () => ({ lab: { classify } }));
vi.mock('../../../src/engine/picture-fit', () => ({ fitBitmap }));

const { imageStore } = await import('../../../src/stores/image-store');
const { networkStore } = await import('../../../src/stores/network-store');
const { classifyPhoto, seesStore } = await import('../../../src/stores/sees-store');

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
  const bitmap = { close: () => undefined, width: 8, height: 8 } as ImageBitmap;
  imageStore.setState({ photo: { name: 'p', bitmap, width: 8, height: 8 }, fitted: picture(2, 2) });
  networkStore.setState({ info: NETWORKS['small']! });
});

describe('what the network sees in the photo', () => {
  it('is asked once per photo and network', async () => {
    await Promise.all([classifyPhoto(), classifyPhoto()]);
    expect(classify).toHaveBeenCalledTimes(1);
    expect(fitBitmap).not.toHaveBeenCalled();
    expect(seesStore.getState().reading).not.toBeNull();
  });

  it('is read at the size of the network in use, also right after another one came', async () => {
    networkStore.setState({ info: NETWORKS['large']! });
    await classifyPhoto();
    expect(classify).toHaveBeenLastCalledWith('large', expect.objectContaining({ height: 4, width: 3 }));
    expect(imageStore.getState().fitted).toMatchObject({ height: 4, width: 3 });
  });

  it('is of the network that is there in the end, where it changes while the photo is fitted', async () => {
    networkStore.setState({ info: NETWORKS['large']! });
    const asked = classifyPhoto();
    networkStore.setState({ info: NETWORKS['small']! });
    await asked;
    expect(classify).toHaveBeenLastCalledWith('small', expect.objectContaining({ height: 2, width: 2 }));
  });

  it('is nothing without a network', async () => {
    networkStore.setState({ info: null });
    expect(await classifyPhoto()).toBeNull();
    expect(seesStore.getState().reading).toBeNull();
  });
});
