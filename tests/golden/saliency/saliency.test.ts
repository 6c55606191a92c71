import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resizeBilinear } from '../../../src/core/pictures/resize-bilinear';
import { toZScore } from '../../../src/networks/kernels/picture/z-score';
import { methodById } from '../../../src/methods/registry';
import { createNetwork } from '../../../src/networks/executor/executor';
import type { ImportedNetwork } from '../../../src/networks/graph/graph';
import { importOnnx } from '../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../src/networks/importers/keras/tfjs-layers';
import type { Network } from '../../../src/networks/executor/network';
import { correlation, relativeError } from '../../../testing/agreement';
import { useBackend } from '../../../testing/backends';
import { result } from '../../unit/methods/drive';
import { hasFixtures, readFixture } from '../../../testing/fixtures';

/** What `generate.py` writes; see there. */
interface Golden {
  readonly size: number;
  readonly cells: number;
  readonly grid: string;
  readonly target: number;
  readonly logits: readonly number[];
  readonly every: number;
  readonly cases: readonly {
    readonly method: string;
    readonly params: Readonly<Record<string, number | string>>;
    readonly seed: number;
    readonly low: number;
    readonly high: number;
    readonly values: string;
  }[];
}

const golden = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')) as Golden;

function bundled(id: string): ImportedNetwork {
  const folder = join(import.meta.dirname, '../../../models', id);
  const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as unknown;
  return importTfjsLayers(json, new Uint8Array(readFileSync(join(folder, 'group1-shard1of1.bin'))));
}

/** The golden file's smooth random picture in z-score space. Caller disposes. */
function pictureOf({ grid, cells, size }: Golden): tf.Tensor4D {
  const bytes = Buffer.from(grid, 'base64');
  const planes = [0, 1, 2].map((c) => {
    const plane = Float32Array.from({ length: cells * cells }, (_, i) => bytes[3 * i + c]! / 255);
    return resizeBilinear(plane, { height: cells, width: cells }, { height: size, width: size });
  });
  const pixels = Float32Array.from({ length: size * size * 3 }, (_, i) => planes[i % 3]![Math.floor(i / 3)]!);
  return tf.tidy(() => toZScore(tf.tensor4d(pixels, [1, size, size, 3])));
}

/** PyTorch's numbers for it are here; the network itself is its publisher's. */
const ONE_CLICK = 'squeezenet1.1';
const isConverted = existsSync(join(import.meta.dirname, '../../../models', ONE_CLICK, 'model.json'));

const NETWORKS = [
  { name: 'squeezenet-sixteen', load: () => bundled('squeezenet-sixteen'), run: true },
  { name: 'vgg16-slim', load: () => bundled('vgg16-slim'), run: true },
  {
    name: ONE_CLICK,
    load: () => (isConverted ? bundled(ONE_CLICK) : importOnnx(readFixture(`models/${ONE_CLICK}.onnx`))),
    run: isConverted || hasFixtures,
  },
];

describe.each(NETWORKS)("PyTorch's maps of $name on wasm", ({ name, load, run }) => {
  describe.skipIf(!run)(run ? 'are ours' : `need the network: npm run models -- ${name}`, () => {
    const reference = golden(name);
    let network: Network;
    let x: tf.Tensor4D;
    beforeAll(async () => {
      await useBackend('wasm');
      const { graph, weights } = load();
      network = createNetwork(graph, weights);
      x = pictureOf(reference);
    });
    afterAll(() => {
      network.dispose();
      x.dispose();
    });

    it('of the same picture: the logits agree', () => {
      const logits = tf.tidy(() => network.logits(x).dataSync<'float32'>());
      expect(logits.indexOf(Math.max(...logits))).toBe(reference.target);
      const best = [...logits].sort((a, b) => b - a).slice(0, reference.logits.length);
      expect(relativeError(best, reference.logits)).toBeLessThan(1e-3);
    });

    it.each(reference.cases)('$method $params', async ({ method, params, seed, low, high, values }) => {
      const bytes = Buffer.from(values, 'base64');
      const expected = Float32Array.from(
        { length: bytes.length / 2 },
        (_, i) => low + ((high - low) * bytes.readUInt16LE(2 * i)) / 65535,
      );
      const { attribution } = await result(methodById(method), network, {
        x,
        target: reference.target,
        seed,
        params,
      });
      const ours = attribution!.filter((_, i) => i % reference.every === 0);
      expect(correlation(ours, expected)).toBeGreaterThan(0.999);
      expect(relativeError(ours, expected)).toBeLessThan(0.05);
    });
  });
});
