import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argMax } from '../../../../src/core/statistics/softmax';
import { STD } from '../../../../src/core/pictures/imagenet-colours';
import { greyPixels } from '../../../../src/core/pictures/grey-pixels';
import { METHODS } from '../../../../src/methods/catalog/catalog';
import type { FoolingInfo } from '../../../../src/methods/catalog/method-info';
import { defaultParams } from '../../../../src/methods/catalog/resolve-params';
import { methodById } from '../../../../src/methods/registry';
import type { Network } from '../../../../src/networks/executor/network';
import { HIGHEST, LOWEST } from '../../../../src/networks/kernels/picture/clamp';
import { rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { toGreyLevels } from '../../../../src/networks/kernels/picture/pixel-ball';
import { readPng, writePng } from '../../../../testing/png-pixels';
import { makeTestPhoto } from '../../../../testing/test-photo';
import { type TinyOnPhotos, tinyOnPhotos } from '../../../../testing/tiny-on-photos';
import { constantNetwork, linearNetwork, randomRows } from '../../../../testing/toy-networks';
import { result } from '../drive';
import { ATTACK_CASES, type AttackCase, type Given } from './attack-cases';

const SIZE = 8;
const infoOf = (id: string): FoolingInfo =>
  METHODS.find((info): info is FoolingInfo => info.id === id && info.exercise === 'fooling')!;
const titled = ATTACK_CASES.map((row) => [row.name ? `${row.id}, ${row.name}` : row.id, row] as const);
const rowsThat = (holds: (row: AttackCase) => unknown) => titled.filter(([, row]) => holds(row));
/** Of some parameters those that the attack has. */
const own = (id: string, given: Given): Given =>
  Object.fromEntries(Object.entries(given).filter(([key]) => Object.hasOwn(infoOf(id).params, key)));
const isAway = (id: string, params: Given): boolean =>
  infoOf(id).aim({ ...defaultParams(infoOf(id).params), ...params }) === 'away';

/** A network, the pictures it was asked about in order, and how often for a gradient or only for an answer. */
function watched(network: Network) {
  const pictures: Float32Array[] = [];
  const asked = { forward: 0, logits: 0 };
  const note = (z: tf.Tensor4D): void => void pictures.push(z.dataSync<'float32'>().slice());
  return {
    ...network,
    pictures,
    asked,
    forward(z: tf.Tensor4D, options?: Parameters<Network['forward']>[1]) {
      asked.forward++;
      note(z);
      return network.forward(z, options);
    },
    logits(z: tf.Tensor4D) {
      asked.logits++;
      note(z);
      return network.logits(z);
    },
  };
}

const sizes = {
  linf: (change: Float32Array): number => Math.max(...change.map(Math.abs)),
  l2: (change: Float32Array): number => Math.hypot(...change),
};
const wantsFrame = () => false;

it('every attack has a row', () => {
  const attacks = METHODS.filter(({ exercise }) => exercise === 'fooling').map(({ id }) => id);
  expect(new Set(ATTACK_CASES.map(({ id }) => id))).toEqual(new Set(attacks));
});

describe('laws of attacks', () => {
  let given: TinyOnPhotos;
  let grey: tf.Tensor4D;
  let extremes: tf.Tensor4D;
  beforeAll(async () => {
    given = await tinyOnPhotos(SIZE);
    const filled = (value: (i: number) => number) =>
      rgbaToZScore(
        Array.from({ length: SIZE * SIZE * 4 }, (_, i) => value(i)),
        SIZE,
        SIZE,
      );
    grey = filled(() => 128);
    extremes = filled((i) => (i % 8 < 4 ? 0 : 255));
    return given.dispose;
  });
  afterAll(() => tf.dispose([grey, extremes]));

  const changeOf = (z: Float32Array, start: tf.Tensor4D): Float32Array =>
    tf.tidy(() =>
      toGreyLevels(tf.sub(tf.tensor(z, start.shape), start))
        .dataSync<'float32'>()
        .slice(),
    );
  /** A straight network that an attack on class 1 never fools. */
  const unmoved = (id: string, params: Given) =>
    watched(linearNetwork(SIZE, randomRows(SIZE, 3, 6), [0, isAway(id, params) ? 1e5 : -1e5, 0]));

  it.each(titled)(
    '%s: asks about pictures only, within its ball, also from pure black and white',
    async (_, row) => {
      const { id, params = {}, bound } = row;
      for (const x of [given.small, extremes]) {
        const network = unmoved(id, params);
        const last = await result(methodById(id), network, { x, target: 1, params });
        expect(last.scalars.fooled).toBe(0);
        const beyond = network.pictures.map((z) =>
          Math.max(...z.map((value, i) => Math.max(LOWEST[i % 3]! - value, value - HIGHEST[i % 3]!))),
        );
        expect(Math.max(...beyond)).toBeLessThan(1e-5);
        if (bound) {
          // The bytes of an iterate may lie half a grey level farther out, or within a square root of that by length.
          const rounding = bound.norm === 'linf' ? 0.5 : 0.5 * Math.sqrt(3 * SIZE * SIZE);
          const slack = Number.isInteger(bound.radius) && bound.norm === 'linf' ? 0 : rounding;
          const lengths = network.pictures.map((z) => sizes[bound.norm](changeOf(z, x)));
          expect(Math.max(...lengths)).toBeLessThanOrEqual(bound.radius * (1 + 1e-5) + 1e-4 + slack);
          if (x === given.small && row.asksBoth !== true)
            expect(Math.max(...lengths)).toBeGreaterThan(0.9 * bound.radius);
        }
        network.dispose();
      }
    },
  );

  it.each(rowsThat(({ bound }) => bound))(
    '%s: leaves the photo bit for bit where nothing may change',
    async (_, row) => {
      const { id, params = {}, bound } = row;
      const network = unmoved(id, params);
      const still = { ...params, ...bound!.still };
      await result(methodById(id), network, { x: given.small, target: 1, params: still });
      const before = [...given.small.dataSync()];
      expect(network.pictures.length).toBeGreaterThan(0);
      for (const z of network.pictures) expect([...z]).toEqual(before);
      network.dispose();
    },
  );

  it.each(titled)(
    '%s: shows a network that sees in grey grey pictures alone, and its answers to them',
    async (_, row) => {
      const { id, params = {} } = row;
      const { graph, ...sees } = given.tiny;
      const network = { ...sees, graph: { ...graph, input: { ...graph.input, grey: true } } };
      const { data } = greyPixels(makeTestPhoto(5, 32, 32));
      const x = rgbaToZScore(data, 32, 32);
      const { pixels, logits } = await result(methodById(id), network, { x, target: 1, params });
      expect(pixels).toEqual(greyPixels({ width: 32, height: 32, data: pixels! }).data);
      const shown = rgbaToZScore(pixels!, 32, 32);
      const asked = network.logits(shown);
      const answers = asked.dataSync();
      expect([...logits!].every((logit, i) => Math.abs(logit - answers[i]!) < 1e-4)).toBe(true);
      tf.dispose([x, shown, asked]);
    },
  );

  it.each(titled)(
    '%s: on a network that no pixel moves, fools nothing, and says so in numbers',
    async (_, row) => {
      const { id, params = {}, climbs, drawsStart } = row;
      const network = constantNetwork(SIZE, isAway(id, params) ? [0, 1] : [1, 0]);
      const last = await result(methodById(id), network, { x: given.small, target: 1, params });
      expect(last.scalars.fooled).toBe(0);
      expect([...Object.values(last.scalars), ...last.logits!].every(Number.isFinite)).toBe(true);
      if (climbs || drawsStart) expect(last).toMatchObject({ step: 0, scalars: { zeroGradient: 1 } });
      if (climbs && id !== 'patch') expect(last.scalars.linf).toBe(0);
      network.dispose();
    },
  );

  it.each(titled)('%s: takes no step where the network is fooled already', async (_, row) => {
    const { id, params = {}, drawsStart } = row;
    const aims = Object.hasOwn(infoOf(id).params, 'aim') ? [{ aim: 'towards' }, { aim: 'away' }] : [{}];
    for (const aim of aims) {
      const asked = { ...params, ...own(id, { stopRule: 'rounded' }), ...aim };
      const bias = isAway(id, asked) ? -1e5 : 1e5;
      const network = linearNetwork(SIZE, randomRows(SIZE, 3, 6), [0, bias, 0]);
      const last = await result(methodById(id), network, { x: given.small, target: 1, params: asked });
      expect(last).toMatchObject({ step: 0, scalars: { fooled: 1, roundedFooled: 1 } });
      // A sticker is painted before it is asked about.
      if (!drawsStart && id !== 'patch') expect(last.scalars).toMatchObject({ linf: 0, l2: 0 });
      network.dispose();
    }
  });

  it.each(titled)('%s: counts what it has asked the network', async (_, row) => {
    const { id, params = {}, asksBoth } = row;
    const network = unmoved(id, params);
    const last = await result(methodById(id), network, { x: given.small, target: 1, params, wantsFrame });
    const { forward, logits } = network.asked;
    // The photo itself is asked about before the first step.
    expect(last.scalars.queries).toBe(forward + (asksBoth ? logits : 0) - 1);
    expect(last.scalars.queries).toBeGreaterThan(0);
    network.dispose();
  });

  it.each(rowsThat(({ fooling }) => fooling))(
    '%s: a file of what it shows is read as it says',
    async (_, row) => {
      const { tiny, x } = given;
      const { id, fooling } = row;
      const read = argMax(tf.tidy(() => tiny.logits(x).dataSync()));
      const away = isAway(id, fooling!);
      const target = away ? read : 3;
      const { pixels, logits, scalars, width, height } = await result(methodById(id), tiny, {
        x,
        target,
        params: fooling!,
        wantsFrame,
      });
      const file = readPng(writePng({ width, height, data: pixels! }));
      const fresh = tf.tidy(() => tiny.logits(rgbaToZScore(file.data, width, height)).dataSync());
      expect([...fresh]).toEqual([...logits!]);
      expect(scalars.roundedFooled).toBe(1);
      expect(argMax(fresh) === target).toBe(!away);
    },
  );

  it.each(rowsThat(({ straight }) => straight))(
    '%s: gains ε times the dual length of a straight slope, both ways',
    async (_, row) => {
      const { id, params = {}, bound } = row;
      const { norm, radius } = bound!;
      const rows = randomRows(SIZE, 2, 4) as [Float32Array, Float32Array];
      const slope = rows[1].map((w, i) => (w - rows[0][i]!) / (255 * STD[i % 3]!));
      const most =
        radius * (norm === 'linf' ? slope.reduce((sum, w) => sum + Math.abs(w), 0) : Math.hypot(...slope));
      const free = linearNetwork(SIZE, rows);
      const [rival, own] = tf.tidy(() => free.logits(grey).dataSync());
      const margin = own! - rival!;
      free.dispose();
      for (const [aim, up] of [
        ['towards', 1],
        ['away', -1],
      ] as const) {
        // Where the cross-entropy is not flat: far from a class, or at its border.
        const network = watched(linearNetwork(SIZE, rows, [up > 0 ? 1e3 : margin - 3, 0]));
        await result(methodById(id), network, { x: grey, target: 1, params: { ...params, aim }, wantsFrame });
        const change = changeOf(network.pictures.at(-2)!, grey);
        const gained = change.reduce((sum, value, i) => sum + value * slope[i]!, 0);
        expect((up * gained) / most).toBeGreaterThan(0.998);
        expect((up * gained) / most).toBeLessThan(1 + 1e-4);
        network.dispose();
      }
    },
  );
});
