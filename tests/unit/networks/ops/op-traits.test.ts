import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Node } from '../../../../src/networks/graph/graph';
import { outputShape } from '../../../../src/networks/graph/output-shape';
import { planForward } from '../../../../src/networks/graph/plan';
import { opOf, traitsOf } from '../../../../src/networks/ops/index';
import { useBackend } from '../../../../testing/backends';
import { graphOf } from '../../../../testing/networks';
import { OP_CASES, type OpCase } from './op-cases';
import { contextOf, forward, randomTensor, spacedValues, vjp, type Weights } from './op-harness';

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Inputs of both signs. */
function inputsOf({ inputs, positive }: OpCase): tf.Tensor[] {
  return inputs.map((shape, i) => {
    const x = tf.tensor(spacedValues(sizeOf(shape), 7 + i), shape);
    return positive ? tf.add(tf.abs(x), 0.2) : x;
  });
}

function weightsOf({ weights = {} }: OpCase): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, shape], i) => {
      const tensor = randomTensor(shape, 31 + i);
      return [name, name === 'v' ? tf.abs(tensor) : tensor];
    }),
  );
}

const least = (x: tf.Tensor): number => Math.min(...x.dataSync());

describe.each(OP_CASES.map((opCase) => [opCase.name, opCase] as const))(
  'what is said of %s',
  (_name, opCase) => {
    beforeAll(() => useBackend('cpu'));
    beforeEach(() => tf.engine().startScope());
    afterEach(() => tf.engine().endScope());
    const { node, inputs, weights = {} } = opCase;
    const op = opOf(node.op);
    const shapes = inputs.map((shape) => shape.slice(1));

    it('gives the shape of what it computes', () => {
      const shape = outputShape(node, shapes, (name) => weights[name] ?? []);
      expect([1, ...shape]).toEqual(forward(node, inputsOf(opCase), weightsOf(opCase)).shape);
    });

    if (!opCase.positive)
      it('tells when its values are never below 0', () => {
        const xs = inputsOf(opCase);
        const leastOf = (inputs: tf.Tensor[]): number => least(forward(node, inputs, weightsOf(opCase)));
        const ofAny = Math.min(leastOf(xs), leastOf(xs.map((x) => tf.neg(tf.abs(x)))));
        const ofNonNegative = leastOf(xs.map((x) => tf.abs(x)));
        expect(traitsOf(node).nonNegative).toBe(ofAny >= 0 ? 'always' : ofNonNegative >= 0 ? 'kept' : 'no');
      });

    // The statistics of a group are those of the whole map.
    if (op.places !== 'lost' && op.places !== 'moved' && node.op !== 'groupNorm')
      it('keeps the places of a map', () => {
        const [x = []] = inputs;
        expect(x).toHaveLength(4);
        // A change in one corner is seen near that corner alone.
        const xs = inputsOf(opCase);
        const moved = xs.map((input) => {
          // What weighs a whole map has no corner.
          if (String(input.shape) !== String(x)) return input;
          const [, height = 1, width = 1, channels = 1] = input.shape;
          const corner = tf.pad(tf.fill([1, 1, 1, channels], 100), [
            [0, 0],
            [0, height - 1],
            [0, width - 1],
            [0, 0],
          ]);
          return tf.add(input, corner);
        });
        const ws = weightsOf(opCase);
        const change = tf.abs(tf.sub(forward(node, moved, ws), forward(node, xs, ws)));
        const [, rows = 1, columns = 1] = change.shape;
        expect(change.rank).toBe(4);
        const far = tf.slice(change, [0, rows - 1, columns - 1, 0], [1, 1, 1, -1]);
        expect(Math.max(...change.dataSync())).toBeGreaterThan(0);
        expect(Math.max(...far.dataSync())).toBe(0);
      });

    it('is a view only where every value is its input’s own', () => {
      const [x] = inputsOf(opCase);
      const y = forward(node, inputsOf(opCase), weightsOf(opCase));
      const same = String(y.dataSync()) === String(x?.dataSync());
      expect(op.work === 'view').toBe(same);
    });

    const { work } = op;
    if (work !== 'view')
      it('takes as many multiply-adds as the products it sums', () => {
        const output = outputShape(node, shapes, (name) => weights[name] ?? []);
        const { multiplyAdds, reads } = work(node, {
          output,
          inputs: shapes,
          weight: (name) => weights[name] ?? [],
        });
        const kernel = weights['k'];
        const multiplies = kernel !== undefined || node.op === 'matMul';
        expect(multiplyAdds > 0).toBe(multiplies);
        expect(reads > 0).toBe(!multiplies);
        if (node.op === 'convTranspose2d') {
          // Each value goes into as many products as its channel has weights.
          expect(multiplyAdds).toBe((sizeOf(shapes[0]!) * sizeOf(kernel!)) / kernel!.at(-1)!);
          return;
        }
        // Each output sums as many products as the kernel has weights for one.
        const outputs =
          kernel?.length === 4 && node.op === 'depthwiseConv2d' ? kernel[2]! * kernel[3]! : kernel?.at(-1);
        if (kernel) expect(multiplyAdds).toBe((sizeOf(output) * sizeOf(kernel)) / outputs!);
      });

    it('fuses with a rectifier only if it computes it', () => {
      for (const activation of ['relu', 'relu6'] as const) {
        const nodes: Node[] = [
          ...node.inputs.map((id): Node => ({ id, op: 'input', inputs: [] })),
          node,
          { id: 'r', op: activation, inputs: [node.id] },
          { id: 'end', op: 'dropout', inputs: ['r'] },
        ];
        const { steps } = planForward(graphOf(nodes, 'end', 2), 'end');
        const step = steps.find(({ compute }) => compute === node);
        expect(step?.activation).toBe(op.fuses ? activation : 'linear');
        if (!op.fuses) continue;
        const [xs, ws] = [inputsOf(opCase), weightsOf(opCase)];
        const fused = op.forward(node, xs, contextOf(ws), activation);
        const apart = tf[activation](forward(node, xs, ws));
        expect(Math.max(...tf.abs(tf.sub(fused, apart)).dataSync())).toBeLessThan(1e-6);
      }
    });

    const { rectifier } = op;
    if (rectifier)
      it('is a rectifier only if it goes back like one', () => {
        const { activation, ceiling } = rectifier;
        const x = tf.tensor1d([-3, -1, 2, 5, 7, 9]);
        expect([...forward(node, [x]).dataSync()]).toEqual([...tf[activation](x).dataSync()]);
        const dy = tf.tensor1d([1, -1, 1, -1, 1, -1]);
        const open = [0, 0, 1, -1, ...(ceiling > 9 ? [1, -1] : [0, 0])];
        expect([...vjp(node, [x], dy)[0]!.dataSync()].map((value) => value + 0)).toEqual(open);
      });
  },
);
