import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { between } from '../../../../src/core/localisation/box-moves';
import { rectangle } from '../../../../src/methods/adversarial/search/rectangle';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import { resolveParams } from '../../../../src/methods/catalog/resolve-params';
import { packRgba, roundToBytes } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { useBackend } from '../../../../testing/backends';
import { linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { frames, photo } from '../drive';

const PLACED = METHODS.flatMap((info) => (info.exercise === 'fooling' && info.placed ? [info] : []));

describe.each(PLACED)('what $id places on the photo', ({ placed, ...info }) => {
  const method = { ...info, placed };
  const point = (length: number) => fc.integer({ min: -20, max: length + 20 });

  it('lies where it was drawn, to the pixel, and its numbers are ones that the method takes', () => {
    fc.assert(
      fc.property(fc.constantFrom(112, 224, 299, 640), fc.func(point(700)), (side, at) => {
        const picture = { width: side, height: side - 8 };
        const corner = (i: number) => ({ x: at(i), y: at(i, 1) });
        const drawn = between(corner(1), corner(2), picture);
        const params = resolveParams(method, placed?.paramsOf(drawn, picture));
        const box = placed?.boxOf(params, picture);
        expect(box).not.toBeNull();
        // Again from there, it stays.
        expect(placed?.boxOf(resolveParams(method, placed.paramsOf(box!, picture)), picture)).toEqual(box);
        expect(Math.min(box!.x, box!.y)).toBeGreaterThanOrEqual(0);
        expect(box!.x + box!.width).toBeLessThanOrEqual(picture.width);
        expect(box!.y + box!.height).toBeLessThanOrEqual(picture.height);
        const isLargeEnough = drawn.width >= 0.01 * side && drawn.height >= 0.01 * side;
        if (!placed?.isRound(params) && isLargeEnough) expect(box).toEqual(drawn);
      }),
    );
  });
});

describe('a rectangle that was drawn', () => {
  beforeAll(() => useBackend('wasm'));

  it.each([
    ['own', '#0a80ff', [10, 128, 255]],
    ['grey', '#0a80ff', [128, 128, 128]],
    ['white', '#0a80ff', [255, 255, 255]],
  ] as const)(
    'is filled with its colour (%s) and nothing beside it changes',
    async (colour, ownColour, filled) => {
      const size = 16;
      const x = photo(size);
      const network = linearNetwork(size, randomRows(size, 3, 6), [0, 0, 0]);
      const box = { x: 3, y: 5, width: 6, height: 4 };
      const picture = { width: size, height: size };
      const place = rectangle.exercise === 'fooling' ? rectangle.placed?.paramsOf(box, picture) : {};
      const all = await frames(rectangle, network, {
        x,
        params: { ...place, colour, ownColour, stopRule: 'never' },
      });
      expect(all).toHaveLength(2);
      const before = packRgba(tf.tidy(() => roundToBytes(x).dataSync()));
      const { pixels } = all[1]!;
      for (let i = 0; i < size * size; i++) {
        const [column, row] = [i % size, Math.floor(i / size)];
        const inside = column >= 3 && column < 9 && row >= 5 && row < 9;
        expect([...pixels!.slice(4 * i, 4 * i + 3)]).toEqual(
          inside ? [...filled] : [...before.slice(4 * i, 4 * i + 3)],
        );
      }
      tf.dispose(x);
      network.dispose();
    },
  );
});
