import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { withNoise } from '../../../../../src/core/pictures/noise';
import { createRandom } from '../../../../../src/core/random/seeded-random';
import { followNoise, leaveNoise, noiseStore } from '../../../../../src/features/fooling/noise/noise-store';
import { STRENGTHS } from '../../../../../src/features/fooling/noise/noise-sweep';
import { gaussianNoise, uniformNoise } from '../../../../../src/methods/adversarial/search/noise';
import { noiseOf } from '../../../../../src/methods/catalog/method-noise';
import { provideLab } from '../../../../../src/page/lab';
import { networkStore } from '../../../../../src/page/network/network-store';
import { imageStore } from '../../../../../src/page/photo/image-store';
import type { PixelImage } from '../../../../../src/core/pictures/pixel-image';
import type { Method } from '../../../../../src/methods/method';
import { packRgba, roundToBytes } from '../../../../../src/networks/kernels/picture/round-to-bytes';
import { partLab } from '../../../../../testing/part-lab';
import { tinyOnPhotos, type TinyOnPhotos } from '../../../../../testing/tiny-on-photos';
import { frames } from '../../../methods/drive';

vi.mock('../../../../../src/photo/picture-fit', () => ({
  fitBitmap: (bitmap: PixelImage) => Promise.resolve(bitmap),
}));

const photo: PixelImage = { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(128) };
const ONE = { kind: 'uniform', seed: 1 } as const;

/** A network that reads class 0 in a calm picture, and class 1 once its first value is far from 128. */
let asked: { network: string; red: number }[];
let stop: () => void;
beforeAll(() => {
  stop = provideLab(
    partLab({
      load: ({ id }: { id: string }) =>
        Promise.resolve({ id, title: id, size: [4, 4], classes: [{ name: 'calm' }, { name: 'wild' }] }),
      classify: (network: string, { data }: PixelImage, signal: AbortSignal) => {
        signal.throwIfAborted();
        asked.push({ network, red: data[0]! });
        const wild = Math.min(1, Math.abs(data[0]! - 128) / 64);
        const index = wild > 0.5 ? 1 : 0;
        return Promise.resolve({ probabilities: [1 - wild, wild], top: [{ index }] });
      },
    }),
  );
  const rows = ['a', 'b', 'own'].map((id) => ({ id, bundled: id !== 'own' }));
  networkStore.setState({ rows: rows as never });
});
afterAll(() => stop());
beforeEach(() => {
  asked = [];
  imageStore.setState({ photo: { bitmap: { ...photo } } as never, fittedAs: 'squash' });
});

const changeAt = (strength: number): number =>
  withNoise(photo.data, ONE.kind, strength, createRandom(ONE.seed))[0]!;

it('asks each bundled network at the strength that is chosen, then along the curve, with one draw', async () => {
  await followNoise(ONE, 100);
  const { lines } = noiseStore.getState();
  expect(lines.map(({ id, before }) => [id, before])).toEqual([
    ['a', 'calm'],
    ['b', 'calm'],
  ]);
  const wild = Math.min(1, Math.abs(changeAt(100) - 128) / 64);
  expect(wild).toBeGreaterThan(0);
  for (const { now, points } of lines) {
    expect(now).toMatchObject({ strength: 100, probability: expect.closeTo(1 - wild, 6) as number });
    expect(now!.name).toBe(wild > 0.5 ? 'wild' : 'calm');
    expect(points.map(({ strength }) => strength)).toEqual([...STRENGTHS]);
    for (const point of points)
      expect(point.probability).toBeCloseTo(
        1 - Math.min(1, Math.abs(changeAt(point.strength) - 128) / 64),
        6,
      );
  }
  // Another strength of the same draw asks for that one alone.
  asked = [];
  await followNoise(ONE, 20);
  expect(asked).toEqual([
    { network: 'a', red: changeAt(20) },
    { network: 'b', red: changeAt(20) },
  ]);
});

it('gives up what a newer strength overtakes, and begins anew for another draw', async () => {
  const first = followNoise(ONE, 50);
  await followNoise({ ...ONE, seed: 2 }, 30);
  await first;
  expect(noiseStore.getState().lines.map(({ now }) => now?.strength)).toEqual([30, 30]);
  asked = [];
  const left = followNoise({ ...ONE, seed: 3 }, 30);
  leaveNoise();
  await left;
  expect(asked).toEqual([]);
});

it('is the noise of the attack: the very draw with which it begins', async () => {
  const parts: TinyOnPhotos = await tinyOnPhotos(8);
  const before = packRgba(roundToBytes(parts.x).dataSync());
  for (const method of [uniformNoise, gaussianNoise] as unknown as Method<
    Record<string, number | string>
  >[]) {
    const { kind, strength } = noiseOf(method.id)!;
    const noisy = withNoise(before, kind, 40, createRandom(9));
    const seen: Uint8ClampedArray[] = [];
    const network: typeof parts.tiny = {
      ...parts.tiny,
      logits(z) {
        seen.push(packRgba(roundToBytes(z).dataSync()));
        return parts.tiny.logits(z);
      },
    };
    const params = { [strength]: 40, queries: 1, stopRule: 'never' };
    await frames(method, network, { x: parts.x, seed: 9, params });
    expect([...seen[1]!]).toEqual([...noisy]);
  }
  parts.dispose();
  expect(noiseOf('pgd')).toBeNull();
});
