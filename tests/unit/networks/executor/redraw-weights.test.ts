import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/core/random/seeded-random';
import type { WeightArray } from '../../../../src/networks/graph/graph';
import { layersFromTop, redrawWeights } from '../../../../src/networks/executor/redraw-weights';
import { encodeWeight, storedWeight } from '../../../../src/networks/storage/weight-storage';
import { tinyNetwork } from '../../../../testing/tiny-network';

const tiny = tinyNetwork();
const redraw = (layers: number, seed = 3, network = tiny) =>
  redrawWeights(network, layers, createRandom(seed));
const values = (weights: ReadonlyMap<string, WeightArray>, name: string): Float32Array =>
  weights.get(name)!.values;
const deviation = (numbers: Float32Array): number => {
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length);
};

describe('layers redrawn from the top', () => {
  it('are counted from the classifier down', () => {
    expect(layersFromTop(tiny.graph)).toEqual(['conv2', 'expand3', 'expand1', 'squeeze', 'conv1']);
  });

  it('leave every other weight the very same object', () => {
    const one = redraw(1);
    for (const [name, weight] of tiny.weights) {
      if (name.startsWith('conv2/')) expect(one.get(name)).not.toBe(weight);
      else expect(one.get(name)).toBe(weight);
    }
    expect([...redraw(0)]).toEqual([...tiny.weights]);
    const all = redraw(99);
    for (const [name, weight] of tiny.weights) expect(all.get(name)).not.toBe(weight);
  });

  it('are normal numbers of the trained ones’ deviation, with biases zero', () => {
    const all = redraw(5);
    for (const [name, { shape }] of tiny.weights) {
      expect(all.get(name)!.shape).toEqual(shape);
      const drawn = values(all, name);
      if (name.endsWith('bias')) expect(drawn.every((value) => value === 0)).toBe(true);
      // The sample deviation of n normals is off by about 1 / sqrt(2n).
      else {
        const wanted = deviation(values(tiny.weights, name));
        expect(Math.abs(deviation(drawn) / wanted - 1)).toBeLessThan(4 / Math.sqrt(2 * drawn.length));
      }
    }
  });

  it('stay as they are when one more is redrawn, and follow from the seed', () => {
    const two = redraw(2);
    expect(values(redraw(1), 'conv2/kernel')).toEqual(values(two, 'conv2/kernel'));
    expect(values(redraw(2), 'expand3/kernel')).toEqual(values(two, 'expand3/kernel'));
    expect(values(redraw(2, 4), 'conv2/kernel')).not.toEqual(values(two, 'conv2/kernel'));
  });

  it('of 8-bit kernels stay 8-bit, and are the same numbers but for the rounding', () => {
    const name = 'conv2/kernel';
    const weight = tiny.weights.get(name)!;
    const compact = storedWeight(weight.shape, encodeWeight(weight.values, 'uint8'));
    const network = { ...tiny, weights: new Map(tiny.weights).set(name, compact) };
    const drawn = redraw(1, 3, network).get(name)!;
    expect(drawn.stored?.dtype).toBe('uint8');
    const plain = values(redraw(1), name);
    const unit = deviation(weight.values);
    drawn.values.forEach((value, i) => expect(Math.abs(value - plain[i]!)).toBeLessThan(0.05 * unit));
  });
});
