import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argMax } from '../../../../src/core/statistics/softmax';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { patch } from '../../../../src/methods/adversarial/patch/patch';
import {
  addPulledBack,
  paste,
  type PatchForm,
  type Placement,
  tapsOf,
} from '../../../../src/methods/adversarial/patch/placement';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { Network } from '../../../../src/networks/executor/network';
import {
  packRgba,
  rgbaToZScore,
  roundToBytes,
} from '../../../../src/networks/kernels/picture/round-to-bytes';
import { useBackend } from '../../../../testing/backends';
import { tinyNetwork } from '../../../../testing/tiny-network';
import { constantNetwork, linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { frames, photo, result } from '../drive';

const SIZE = 16;
const ROOM = { width: 20, height: 17 };
const PIXELS = ROOM.width * ROOM.height;
const FORMS: PatchForm[] = [
  { side: 7, shape: 'disc' },
  { side: 6, shape: 'square' },
  { side: 1, shape: 'square' },
];
const PLACES: Placement[] = [
  { x: 9.5, y: 8.5, scale: 1, turn: 0 },
  { x: 8.3, y: 9.1, scale: 1.4, turn: 0.4 },
  { x: 2, y: 15.7, scale: 0.8, turn: -2 },
];
const draw = (length: number, seed: number) => createRandom(seed).normals(length);
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('a patch on a picture', () => {
  it.each(FORMS.flatMap((form) => PLACES.map((at) => ({ form, at }))))(
    'is pasted by a linear map, of which going back is the adjoint: %o',
    ({ form, at }) => {
      const taps = tapsOf(form, at, ROOM);
      const colours = draw(3 * form.side ** 2, 1);
      const gradient = draw(3 * PIXELS, 2);
      const pasted = new Float32Array(3 * PIXELS);
      paste(colours, taps, pasted);
      const back = new Float32Array(colours.length);
      addPulledBack(gradient, taps, back);
      expect(Math.abs(dot(pasted, gradient))).toBeGreaterThan(1e-3);
      expect(dot(pasted, gradient)).toBeCloseTo(dot(colours, back), 3);
    },
  );

  it('keeps one colour, covers its area and no pixel outside its outline', () => {
    for (const form of FORMS.slice(0, 2))
      for (const at of PLACES.slice(0, 2)) {
        const { pixels, shares } = tapsOf(form, at, ROOM);
        const pasted = new Float32Array(3 * PIXELS);
        paste(new Float32Array(3 * form.side ** 2).fill(7), tapsOf(form, at, ROOM), pasted);
        const changed = pasted.filter((value) => value !== 0);
        expect(changed.length).toBe(3 * pixels.length);
        for (const value of changed) expect(value).toBeCloseTo(7, 4);
        expect(shares.every((share) => share >= 0)).toBe(true);
        const area = (at.scale * form.side) ** 2 * (form.shape === 'disc' ? Math.PI / 4 : 1);
        // Half a pixel of its outline, at most.
        expect(Math.abs(pixels.length - area)).toBeLessThan(2 * at.scale * form.side);
        for (const pixel of pixels) {
          const [dx, dy] = [(pixel % ROOM.width) + 0.5 - at.x, Math.floor(pixel / ROOM.width) + 0.5 - at.y];
          const reach = (at.scale * form.side) / 2;
          expect(Math.hypot(dx, dy)).toBeLessThan(form.shape === 'disc' ? reach : reach * Math.SQRT2);
        }
      }
  });

  it('lies pixel for pixel where it is upright, and turns clockwise', () => {
    const side = 3;
    const colours = Float32Array.from({ length: 3 * side ** 2 }, (_, i) => Math.floor(i / 3) + 1);
    const at = (turn: number): number[][] => {
      const pasted = new Float32Array(3 * PIXELS);
      const taps = tapsOf({ side, shape: 'square' }, { x: 5.5, y: 4.5, scale: 1, turn }, ROOM);
      paste(colours, taps, pasted);
      return [3, 4, 5].map((row) =>
        [4, 5, 6].map((column) => Math.round(pasted[3 * (row * ROOM.width + column)]!)),
      );
    };
    expect(at(0)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]);
    expect(at(Math.PI / 2)).toEqual([
      [7, 4, 1],
      [8, 5, 2],
      [9, 6, 3],
    ]);
  });
});

describe('the attack by a patch', () => {
  let x: tf.Tensor4D;
  let tiny: Network;
  const before = (): Uint8ClampedArray => packRgba(tf.tidy(() => roundToBytes(x).dataSync()));
  beforeAll(async () => {
    await useBackend('wasm');
    x = photo(SIZE);
    const { graph, weights } = tinyNetwork({ size: SIZE });
    tiny = createNetwork(graph, weights);
  });
  afterAll(() => {
    tiny.dispose();
    x.dispose();
  });

  it.each(['disc', 'square'] as const)('changes nothing outside the %s, at any step', async (shape) => {
    const params = { shape, size: 40, left: 50, top: 0, steps: 6, stopRule: 'never', zoom: 50 } as const;
    const all = await frames(patch, tiny, { x, target: 3, params });
    const side = Math.round(0.4 * SIZE);
    const left = Math.round(0.5 * (SIZE - side));
    const photoBytes = before();
    for (const { pixels } of all) {
      for (let i = 0; i < SIZE * SIZE; i++) {
        const [dx, dy] = [(i % SIZE) + 0.5 - left - side / 2, Math.floor(i / SIZE) + 0.5 - side / 2];
        const outside =
          shape === 'disc' ? Math.hypot(dx, dy) >= side / 2 : Math.max(dx, dy, -dx, -dy) >= side / 2;
        const [now, then] = [pixels!.slice(4 * i, 4 * i + 4), photoBytes.slice(4 * i, 4 * i + 4)];
        if (outside) expect(now).toEqual(then);
      }
    }
    expect(all.at(-1)!.pixels).not.toEqual(all.at(0)!.pixels);
  });

  it('begins mid grey, and one step moves each of its colours by α as a straight network’s weights say', async () => {
    const rows = randomRows(SIZE, 2, 3) as [Float32Array, Float32Array];
    const network = linearNetwork(SIZE, rows, [0, -1e3]);
    const params = { shape: 'square', size: 50, left: 0, top: 0, places: 0, stepSize: 10, steps: 1 } as const;
    const [first, after] = await frames(patch, network, { x, target: 1, params });
    for (let i = 0; i < SIZE * SIZE; i++) {
      if (i % SIZE >= SIZE / 2 || i >= (SIZE * SIZE) / 2) continue;
      for (let c = 0; c < 3; c++) {
        const slope = rows[1][3 * i + c]! - rows[0][3 * i + c]!;
        expect(first!.pixels![4 * i + c]).toBe(128);
        expect(after!.pixels![4 * i + c]).toBe(128 + 10 * Math.sign(slope));
      }
    }
    network.dispose();
  });

  it('comes to fool at places it was never shown at, and counts only bytes', async () => {
    const params = { size: 60, places: 3, steps: 150, zoom: 10, turn: 10 } as const;
    const last = await result(patch, tiny, { x, target: 3, params });
    expect(last.scalars).toMatchObject({ fooled: 1, roundedFooled: 1 });
    expect(last.scalars.places).toBeGreaterThanOrEqual(12);
    expect(last.scalars.placesFooled).toBeGreaterThanOrEqual(12);
    const fresh = tf.tidy(() => tiny.logits(rgbaToZScore(last.pixels!, SIZE, SIZE)).dataSync());
    expect(argMax(fresh)).toBe(3);
  });

  it('ends where it is shown to fool, once that is all that is asked, and tells of no other places', async () => {
    const drive = { x, target: 3, params: { preset: 'here', size: 60 } };
    const last = await result(patch, tiny, drive);
    expect(last.scalars).toMatchObject({ roundedFooled: 1 });
    expect(last.step).toBeLessThan(200);
    expect(last.scalars).not.toHaveProperty('places');
  });

  it('moves with its place while it is painted', async () => {
    let left = 0;
    const checkpoint = (step: number): Promise<'go'> => {
      if (step === 2) left = 100;
      return Promise.resolve('go');
    };
    const params = () => ({ size: 25, left, top: 0, places: 0, steps: 3, stopRule: 'never' as const });
    const all = await frames(patch, tiny, { x, target: 3, params, checkpoint });
    const corner = ({ pixels }: (typeof all)[number], column: number) => [
      ...pixels!.slice(4 * (SIZE + column), 4 * (SIZE + column) + 3),
    ];
    expect(corner(all[1]!, 1)).not.toEqual([...before().slice(4 * (SIZE + 1), 4 * (SIZE + 1) + 3)]);
    expect(corner(all[2]!, 1)).toEqual([...before().slice(4 * (SIZE + 1), 4 * (SIZE + 1) + 3)]);
    expect(corner(all[2]!, SIZE - 2)).not.toEqual([
      ...before().slice(4 * (2 * SIZE - 2), 4 * (2 * SIZE - 2) + 3),
    ]);
  });

  it('says that there is nowhere to go where the gradient is zero', async () => {
    const network = constantNetwork(SIZE, [1, 0]);
    const last = await result(patch, network, { x, target: 1 });
    expect(last).toMatchObject({ step: 0, scalars: { zeroGradient: 1, fooled: 0 } });
    network.dispose();
  });
});
