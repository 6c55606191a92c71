import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { probabilitiesOf } from '../../../src/core/statistics/answers';
import type { Objective } from '../../../src/tensors/objective';
import { objectiveGradient } from '../../../src/methods/objective-gradient';
import { createNetwork } from '../../../src/networks/executor/executor';
import { importOnnx } from '../../../src/networks/importers/onnx/onnx';
import { useBackend } from '../../../testing/backends';

/** What `generate.py` beside this file wrote. */
interface Case {
  readonly name: string;
  readonly onnx: string;
  readonly input: string;
  readonly logits: string;
  readonly probabilities: string;
  readonly gradients: readonly Readonly<Record<'logit' | 'probability' | 'log-probability', string>>[];
}
const CASES = JSON.parse(readFileSync(new URL('outputs.json', import.meta.url), 'utf8')) as Case[];

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const floatsOf = (base64: string) => new Float32Array(bytesOf(base64).buffer);

function expectClose(got: ArrayLike<number>, expected: Float32Array): void {
  expect(got.length).toBe(expected.length);
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i]!)), 0);
  expect(worst / size).toBeLessThan(2e-5);
}

describe.each(['cpu', 'wasm'] as const)('outputs that are no softmax, against PyTorch, on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(CASES)('$name', (one) => {
    const load = () => {
      const { graph, weights } = importOnnx(bytesOf(one.onnx), { preprocessing: 'torch' });
      return createNetwork(graph, weights);
    };
    const picture = () =>
      tf.tidy(() => tf.transpose(tf.tensor4d(floatsOf(one.input), [1, 3, 8, 8]), [0, 2, 3, 1]));
    const logits = floatsOf(one.logits);
    const probabilities = floatsOf(one.probabilities);

    it('has its logits and probabilities', () => {
      const network = load();
      const x = picture();
      const got = tf.tidy(() => network.logits(x).dataSync());
      const read = probabilitiesOf(got, network.graph.output.kind);
      const single = logits.length === 1;
      expect(network.graph.output.kind).toBe(single ? 'binary' : 'sigmoid');
      expectClose(got, single ? Float32Array.of(logits[0]!, -logits[0]!) : logits);
      expectClose(read, single ? Float32Array.of(probabilities[0]!, 1 - probabilities[0]!) : probabilities);
      x.dispose();
      network.dispose();
    });

    it.each(['logit', 'probability', 'log-probability'] as const)(
      'has its gradients of the %s',
      (objective) => {
        const network = load();
        const x = picture();
        const slope = (target: number, of: Objective) => {
          const aim = { objective: of, target, scale: 1 };
          return tf.tidy(() => {
            const { gradient } = objectiveGradient(network, x, aim);
            return tf.transpose(gradient, [0, 3, 1, 2]).dataSync();
          });
        };
        one.gradients.forEach((gradients, target) => {
          expectClose(slope(target, objective), floatsOf(gradients[objective]));
        });
        if (logits.length === 1) {
          // The other side: s = -z and P = 1 - sigma(z), so their slopes are the opposite ones; log(1 - sigma(z)) falls by sigma(z).
          const own = floatsOf(one.gradients[0]!.logit).map((value) =>
            objective === 'logit'
              ? -value
              : -value * probabilities[0]! * (objective === 'probability' ? 1 - probabilities[0]! : 1),
          );
          expectClose(slope(1, objective), own);
        }
        x.dispose();
        network.dispose();
      },
    );
  });
});
