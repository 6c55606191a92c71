import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { objectiveCotangent, objectiveValue, type Objective } from '../../../src/core/objective';
import { softmax } from '../../../src/core/softmax';
import { useBackend } from '../../backends';

const OBJECTIVES: readonly Objective[] = ['logit', 'probability', 'log-probability', 'margin'];
const LOGITS = [0.3, -1.2, 2.1, 1.7, 0];

function cotangent(objective: Objective, rows: number[][], target: number): number[][] {
  return tf.tidy(() => objectiveCotangent(objective, tf.tensor2d(rows), target).arraySync());
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(OBJECTIVES)('%s', (objective) => {
    it.each([0, 2, 4])('has a cotangent that is the slope of its value, target %i', (target) => {
      const [slopes] = cotangent(objective, [LOGITS], target) as [number[]];
      const h = 1e-5;
      LOGITS.forEach((_, k) => {
        const at = (shift: number) =>
          objectiveValue(
            objective,
            LOGITS.map((s, j) => (j === k ? s + shift : s)),
            target,
          );
        // Values pass through float32 where a probability is involved.
        const slope = objective === 'probability' ? probabilitySlope(target, k) : (at(h) - at(-h)) / (2 * h);
        expect(slopes[k]).toBeCloseTo(slope, 5);
      });
    });

    it('treats the rows of a batch each for itself', () => {
      const rows = [LOGITS, LOGITS.toReversed(), LOGITS.map((s) => -s)];
      const together = cotangent(objective, rows, 1);
      rows.forEach((row, n) => {
        const [alone] = cotangent(objective, [row], 1) as [number[]];
        together[n]!.forEach((value, k) => expect(value).toBeCloseTo(alone[k]!, 6));
      });
    });

    it('works for a network of one class', () => {
      const [[only]] = cotangent(objective, [[3]], 0) as [[number]];
      expect(only).toBe(objective === 'logit' || objective === 'margin' ? 1 : 0);
      expect(Number.isFinite(objectiveValue(objective, [3], 0))).toBe(true);
    });
  });

  it('cross-entropy is the logit against the average of all, by their probabilities', () => {
    const probabilities = softmax(LOGITS);
    const [logProbability] = cotangent('log-probability', [LOGITS], 2) as [number[]];
    const all = LOGITS.map((_, k) => (cotangent('logit', [LOGITS], k) as [number[]])[0]);
    logProbability.forEach((value, j) => {
      const average = all.reduce((sum, row, k) => sum + probabilities[k]! * row[j]!, 0);
      expect(-value).toBeCloseTo(-all[2]![j]! + average, 6);
    });
  });

  it('takes one rival only, also among equals', () => {
    expect(cotangent('margin', [[1, 5, 5, 5]], 0)).toEqual([[1, -1, 0, 0]]);
  });
});

it('the values agree with their definitions', () => {
  const probability = softmax(LOGITS)[3]!;
  expect(objectiveValue('logit', LOGITS, 3)).toBe(1.7);
  expect(objectiveValue('probability', LOGITS, 3)).toBe(probability);
  expect(objectiveValue('log-probability', LOGITS, 3)).toBeCloseTo(Math.log(probability), 6);
  expect(objectiveValue('log-probability', [1000, 0], 1)).toBe(-1000);
  expect(objectiveValue('margin', LOGITS, 3)).toBeCloseTo(-0.4, 9);
  expect(objectiveValue('margin', LOGITS, 2)).toBeCloseTo(0.4, 9);
});

function probabilitySlope(target: number, k: number): number {
  const p = softmax(LOGITS);
  return p[target]! * ((k === target ? 1 : 0) - p[k]!);
}
