import { type Preprocessing, PREPROCESSINGS } from '../../../../src/core/records/preprocessings';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { MEAN, STD } from '../../../../src/networks/kernels/picture/z-score';
import { createNetwork } from '../../../../src/networks/executor/executor';
import type { ImportedNetwork } from '../../../../src/networks/graph/graph';
import type { Network } from '../../../../src/networks/executor/network';
import { useBackend } from '../../../../testing/backends';
import { branchedNetwork, graphOf, linearNetwork, someWeights } from '../../../../testing/networks';
import { cosine, randomTensor } from '../ops/op-harness';

function withNetwork<T>({ graph, weights }: ImportedNetwork, use: (network: Network) => T): T {
  const network = createNetwork(graph, weights);
  try {
    return use(network);
  } finally {
    network.dispose();
  }
}

function oneHot(index: number, classes: number): tf.Tensor2D {
  return tf.tensor2d([Array.from({ length: classes }, (_, i) => (i === index ? 1 : 0))]);
}

describe.each(['cpu', 'wasm'] as const)('the executor on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it("gives a linear network's weights as its gradient", () => {
    const linear = linearNetwork();
    withNetwork(linear, (network) => {
      const x = randomTensor([1, 2, 2, 3], 1) as tf.Tensor4D;
      const trace = network.forward(x);
      const { input } = network.backward(trace, new Map([['scores', oneHot(1, 3)]]));
      const column = Array.from(linear.weights.get('w')?.values ?? []).filter((_, i) => i % 3 === 1);
      Array.from(input.dataSync()).forEach((value, i) => expect(value).toBeCloseTo(column[i] as number, 5));
    });
  });

  it.each(['torch', 'caffe', 'tf'] as const)(
    'takes z-score pictures whatever the network wants: %s',
    (name) => {
      const pixels = randomTensor([1, 2, 2, 3], 3)
        .dataSync<'float32'>()
        .map((value) => (value + 1) / 2);
      const z = pixels.map((value, i) => (value - (MEAN[i % 3] ?? 0)) / (STD[i % 3] ?? 1));
      const own = prepared(pixels, PREPROCESSINGS[name]);
      const linear = linearNetwork(PREPROCESSINGS[name]);
      const kernel = linear.weights.get('w')?.values as Float32Array;
      const bias = linear.weights.get('b')?.values as Float32Array;
      withNetwork(linear, (network) => {
        const x = tf.tensor4d(z, [1, 2, 2, 3]);
        const logits = network.logits(x).dataSync();
        for (let k = 0; k < 3; k++) {
          const expected = own.reduce(
            (sum, value, i) => sum + value * (kernel[i * 3 + k] as number),
            bias[k] as number,
          );
          expect(Math.abs((logits[k] as number) - expected)).toBeLessThan(
            1e-4 * Math.max(1, ...own.map(Math.abs)),
          );
        }
        const trace = network.forward(x);
        const { input } = network.backward(trace, new Map([['scores', oneHot(0, 3)]]));
        const slope = STD.map((std, c) => {
          const to = PREPROCESSINGS[name].channels === 'BGR' ? 2 - c : c;
          return { to, value: (std * PREPROCESSINGS[name].scale) / (PREPROCESSINGS[name].std[to] ?? 1) };
        });
        input.dataSync().forEach((value, i) => {
          const { to, value: factor } = slope[i % 3] as { to: number; value: number };
          const weight = kernel[(i - (i % 3) + to) * 3] as number;
          expect(value).toBeCloseTo(weight * factor, 3);
        });
      });
    },
  );

  it("computes nothing where the network's space is z-score space already", () => {
    withNetwork(linearNetwork(), (network) => {
      const x = randomTensor([1, 2, 2, 3], 4) as tf.Tensor4D;
      const trace = network.forward(x);
      expect(trace.activation('x').dataSync()).toEqual(x.dataSync());
      expect(trace.activation('x').dataId).toBe(x.dataId);
    });
  });

  it('agrees with finite differences through a branched network', () => {
    withNetwork(branchedNetwork(), (network) => {
      const x = randomTensor([1, 8, 8, 3], 8) as tf.Tensor4D;
      const weightsOfLogits = randomTensor([1, 6], 9) as tf.Tensor2D;
      const trace = network.forward(x);
      const { input } = network.backward(trace, new Map([['scores', weightsOfLogits]]));
      const h = 2e-3;
      const rows = tf.mul(tf.eye(192), h);
      const objective = (sign: number) => {
        const batch = tf.reshape<tf.Rank.R4>(
          tf.add(tf.reshape(x, [1, -1]), tf.mul(rows, sign)),
          [192, 8, 8, 3],
        );
        return tf.sum(tf.mul(network.logits(batch), weightsOfLogits), 1);
      };
      const numeric = tf.div(tf.sub(objective(1), objective(-1)), 2 * h).dataSync();
      expect(cosine(input.dataSync(), numeric)).toBeGreaterThan(0.995);
    });
  });

  it('frees everything a pass made, and everything the network holds', () => {
    const before = tf.memory().numTensors;
    const network = createNetwork(branchedNetwork().graph, branchedNetwork().weights);
    const x = randomTensor([2, 8, 8, 3], 8) as tf.Tensor4D;
    const cotangent = randomTensor([2, 6], 2);
    const pass = (): void => {
      const trace = network.forward(x);
      const result = network.backward(trace, new Map([['scores', cotangent]]), {
        activations: ['c1', 'pool'],
      });
      trace.dispose();
      tf.dispose([result.input, ...result.activations.values()]);
      network.logits(x).dispose();
    };
    pass();
    const warm = tf.memory().numTensors;
    pass();
    expect(tf.memory().numTensors).toBe(warm);
    network.logits(x).dispose();
    expect(tf.memory().numTensors).toBe(warm);
    network.dispose();
    tf.dispose([x, cotangent]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves nothing behind where the caller wraps a pass in a tidy', () => {
    withNetwork(branchedNetwork(), (network) => {
      const x = randomTensor([1, 8, 8, 3], 8) as tf.Tensor4D;
      const pass = () =>
        tf.tidy(() => {
          const trace = network.forward(x);
          const { input } = network.backward(trace, new Map([['scores', oneHot(0, 6)]]));
          trace.dispose();
          return input;
        });
      pass().dispose();
      const before = tf.memory().numTensors;
      pass().dispose();
      expect(tf.memory().numTensors).toBe(before);
      x.dispose();
    });
  });

  it('treats pictures of a batch alone', () => {
    withNetwork(branchedNetwork(), (network) => {
      const x = randomTensor([3, 8, 8, 3], 21) as tf.Tensor4D;
      const all = network.logits(x).arraySync();
      const cotangent = randomTensor([3, 6], 4) as tf.Tensor2D;
      const trace = network.forward(x);
      const gradients = network.backward(trace, new Map([['scores', cotangent]])).input;
      for (let n = 0; n < 3; n++) {
        const one = tf.slice(x, [n, 0, 0, 0], [1, -1, -1, -1]);
        expect(relative(network.logits(one).dataSync(), all[n] ?? [])).toBeLessThan(1e-4);
        const alone = network.forward(one);
        const gradient = network.backward(
          alone,
          new Map([['scores', tf.slice(cotangent, [n, 0], [1, -1])]]),
        ).input;
        expect(
          relative(gradient.dataSync(), tf.slice(gradients, [n, 0, 0, 0], [1, -1, -1, -1]).dataSync()),
        ).toBeLessThan(1e-4);
      }
    });
  });

  it('stops at the layer asked for, and says so when asked for more', () => {
    withNetwork(branchedNetwork(), (network) => {
      const x = randomTensor([1, 8, 8, 3], 8) as tf.Tensor4D;
      const whole = network.forward(x);
      const part = network.forward(x, { until: 'c2' });
      expect(relative(part.activation('c2').dataSync(), whole.activation('c2').dataSync())).toBeLessThan(
        1e-5,
      );
      expect(() => part.activation('pool')).toThrow(/“pool”.*went as far as “c2”/);
      expect(() => part.logits).toThrow(/“scores”/);
      expect(() => network.forward(x, { until: 'nowhere' })).toThrow(/no layer “nowhere”/);
      const { input } = network.backward(part, new Map([['c2', tf.onesLike(part.activation('c2'))]]));
      expect(input.shape).toEqual([1, 8, 8, 3]);
    });
  });

  it('gives the softmax only where it is asked for', () => {
    withNetwork(branchedNetwork(), (network) => {
      const x = randomTensor([1, 8, 8, 3], 8) as tf.Tensor4D;
      const trace = network.forward(x);
      expect(() => trace.activation('probabilities')).toThrow(/was not computed/);
      const further = network.forward(x, { until: 'probabilities' });
      expect(tf.sum(further.activation('probabilities')).dataSync()[0]).toBeCloseTo(1, 5);
      expect(relative(further.logits.dataSync(), network.logits(x).dataSync())).toBeLessThan(1e-5);
    });
  });

  it('gives the gradient of an activation, fused or not, that the rest of the network would give', () => {
    withNetwork(branchedNetwork(), (network) => {
      const x = randomTensor([1, 8, 8, 3], 8) as tf.Tensor4D;
      const trace = network.forward(x);
      const asked = ['c1', 'sum', 'gap'];
      const { activations, input } = network.backward(trace, new Map([['scores', oneHot(2, 6)]]), {
        activations: asked,
      });
      expect([...activations.keys()]).toEqual(asked);
      asked.forEach((id) => expect(activations.get(id)?.shape).toEqual(trace.activation(id).shape));
      // From the middle on, the chain rule gives the same input gradient.
      const again = network.backward(trace, new Map([['c1', activations.get('c1') as tf.Tensor]]));
      expect(relative(again.input.dataSync(), input.dataSync())).toBeLessThan(1e-4);
    });
  });

  it('backs up through ReLUs by the guided rule', () => {
    const nodes = [
      { id: 'x', op: 'input', inputs: [] },
      { id: 'r', op: 'relu', inputs: ['x'] },
      { id: 'flat', op: 'flatten', inputs: ['r'] },
      { id: 'scores', op: 'dense', inputs: ['flat'], kernel: 'w' },
    ] as const;
    const weights = someWeights({ w: [3, 1] });
    weights.set('w', { shape: [3, 1], values: Float32Array.of(2, -3, 5) });
    const graph = graphOf(nodes, 'scores', 1, {
      input: { size: [1, 1], preprocessing: PREPROCESSINGS.torch },
    });
    withNetwork({ graph, weights }, (network) => {
      const trace = network.forward(tf.tensor4d([1, 1, -1], [1, 1, 1, 3]));
      const by = (relu: 'standard' | 'guided' | 'deconvnet') =>
        Array.from(
          network.backward(trace, new Map([['scores', tf.ones([1, 1])]]), { relu }).input.dataSync(),
          (v) => v + 0,
        );
      expect(by('standard')).toEqual([2, -3, 0]);
      expect(by('guided')).toEqual([2, 0, 0]);
      expect(by('deconvnet')).toEqual([2, 0, 5]);
    });
  });

  it('names the shape it expected of a picture or a cotangent', () => {
    withNetwork(branchedNetwork(), (network) => {
      expect(() => network.logits(tf.zeros([1, 9, 8, 3]))).toThrow(/\[N, 8, 8, 3\], got \[1, 9, 8, 3\]/);
      const trace = network.forward(tf.zeros([1, 8, 8, 3]));
      expect(() => network.backward(trace, new Map([['scores', tf.zeros([1, 5])]]))).toThrow(
        /\[1, 6\], got \[1, 5\]/,
      );
    });
  });
});

/** The network's own input, from pixels in [0, 1]. */
function prepared(pixels: Float32Array, { scale, mean, std, channels }: Preprocessing): number[] {
  return Array.from(pixels, (_, i) => {
    const c = i % 3;
    const from = channels === 'BGR' ? i - c + 2 - c : i;
    return ((pixels[from] as number) * scale - (mean[c] ?? 0)) / (std[c] ?? 1);
  });
}

function relative(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let worst = 0;
  let scale = 1e-12;
  for (let i = 0; i < b.length; i++) {
    worst = Math.max(worst, Math.abs((a[i] as number) - (b[i] as number)));
    scale = Math.max(scale, Math.abs(b[i] as number));
  }
  return worst / scale;
}
