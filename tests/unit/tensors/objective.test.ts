import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnswerKind } from '../../../src/core/statistics/answers';
import { objectiveCotangent, objectiveValue, type Objective } from '../../../src/tensors/objective';
import { softmax } from '../../../src/core/statistics/softmax';
import { useBackend } from '../../../testing/backends';

const OBJECTIVES: readonly Objective[] = ['logit', 'probability', 'log-probability', 'margin', 'dlr'];
const LOGITS = [0.3, -1.2, 2.1, 1.7, 0];
const CASES = (['softmax', 'sigmoid', 'binary'] as const).flatMap((kind) =>
  OBJECTIVES.map((objective) => ({ kind, objective })),
);

function cotangent(objective: Objective, rows: number[][], target: number, kind: AnswerKind): number[][] {
  return tf.tidy(() => objectiveCotangent(objective, tf.tensor2d(rows), target, kind).arraySync());
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(CASES)('$objective of $kind', ({ objective, kind }) => {
    it.each([0, 2, 4])('has a cotangent that is the slope of its value, target %i', (target) => {
      const [slopes] = cotangent(objective, [LOGITS], target, kind) as [number[]];
      // Values pass through float32 where a probability is involved, so its steps are longer.
      const h = objective === 'probability' ? 2e-3 : 1e-5;
      LOGITS.forEach((_, k) => {
        const at = (shift: number) =>
          objectiveValue(
            objective,
            LOGITS.map((s, j) => (j === k ? s + shift : s)),
            target,
            kind,
          );
        expect(slopes[k]).toBeCloseTo((at(h) - at(-h)) / (2 * h), objective === 'probability' ? 4 : 5);
      });
    });

    it('treats the rows of a batch each for itself', () => {
      const rows = [LOGITS, LOGITS.toReversed(), LOGITS.map((s) => -s)];
      const together = cotangent(objective, rows, 1, kind);
      rows.forEach((row, n) => {
        const [alone] = cotangent(objective, [row], 1, kind) as [number[]];
        together[n]!.forEach((value, k) => expect(value).toBeCloseTo(alone[k]!, 6));
      });
    });
  });

  it('cross-entropy is the logit against the average of all, by their probabilities', () => {
    const probabilities = softmax(LOGITS);
    const [logProbability] = cotangent('log-probability', [LOGITS], 2, 'softmax') as [number[]];
    const all = LOGITS.map((_, k) => (cotangent('logit', [LOGITS], k, 'softmax') as [number[]])[0]);
    logProbability.forEach((value, j) => {
      const average = all.reduce((sum, row, k) => sum + probabilities[k]! * row[j]!, 0);
      expect(-value).toBeCloseTo(-all[2]![j]! + average, 6);
    });
  });

  it('takes one rival only, also among equals', () => {
    expect(cotangent('margin', [[1, 5, 5, 5]], 0, 'softmax')).toEqual([[1, -1, 0, 0]]);
  });

  it.each(OBJECTIVES)('%s works for a softmax over one class', (objective) => {
    const [[only]] = cotangent(objective, [[3]], 0, 'softmax') as [[number]];
    expect(only).toBe(['logit', 'margin', 'dlr'].includes(objective) ? 1 : 0);
    expect(Number.isFinite(objectiveValue(objective, [3], 0, 'softmax'))).toBe(true);
  });

  it('a sure label keeps a direction that its probability, rounded to 1, has lost', () => {
    const [[own, other]] = cotangent('log-probability', [[30, 0]], 0, 'sigmoid') as [[number, number]];
    expect(own / Math.exp(-30)).toBeCloseTo(1, 4);
    expect(other).toBe(0);
  });
});

it('the values agree with their definitions', () => {
  const value = (objective: Objective, target: number, kind: AnswerKind = 'softmax', logits = LOGITS) =>
    objectiveValue(objective, logits, target, kind);
  const probability = softmax(LOGITS)[3]!;
  expect(value('logit', 3)).toBe(1.7);
  expect(value('probability', 3)).toBe(probability);
  expect(value('log-probability', 3)).toBeCloseTo(Math.log(probability), 6);
  expect(value('log-probability', 1, 'softmax', [1000, 0])).toBe(-1000);
  expect(value('margin', 3)).toBeCloseTo(-0.4, 9);
  expect(value('margin', 2)).toBeCloseTo(0.4, 9);
  expect(value('margin', 3, 'sigmoid')).toBe(1.7);
  expect(value('probability', 3, 'sigmoid')).toBeCloseTo(1 / (1 + Math.exp(-1.7)), 6);
  expect(value('margin', 0, 'binary', [-0.19, 0.19])).toBeCloseTo(-0.38, 9);
});

describe('the difference of logits ratio', () => {
  const targeted = { dlrFrom: 2 };

  it('is the paper’s, by hand', () => {
    // In falling order 2.1, 1.7, 0.3, 0, -1.2.
    expect(objectiveValue('dlr', LOGITS, 2, 'softmax')).toBeCloseTo((2.1 - 1.7) / (2.1 - 0.3), 9);
    expect(objectiveValue('dlr', LOGITS, 0, 'softmax')).toBeCloseTo((0.3 - 2.1) / (2.1 - 0.3), 9);
    expect(objectiveValue(targeted, LOGITS, 1, 'softmax')).toBeCloseTo((-1.2 - 2.1) / (2.1 - 0.15), 9);
    expect(objectiveValue('dlr', [4, 4, 4, 1], 1, 'softmax')).toBe(0);
    // Too few classes for a spread.
    expect(objectiveValue('dlr', [4, 1], 1, 'softmax')).toBe(-3);
    expect(objectiveValue(targeted, [1, 4, 5], 0, 'softmax')).toBe(-4);
  });

  it('stays where all logits are multiplied or moved', () => {
    for (const objective of ['dlr', targeted] as const) {
      const value = (logits: number[]) => objectiveValue(objective, logits, 1, 'softmax');
      expect(value(LOGITS.map((logit) => 50 * logit + 7))).toBeCloseTo(value(LOGITS), 9);
    }
  });

  it('targeted, has a cotangent that is its slope', async () => {
    await useBackend('cpu');
    for (const target of [0, 1, 3, 4]) {
      const cotangent = objectiveCotangent(targeted, tf.tensor2d([LOGITS]), target, 'softmax').dataSync();
      for (const [k, slope] of cotangent.entries()) {
        const at = (shift: number) =>
          objectiveValue(
            targeted,
            LOGITS.map((logit, j) => (j === k ? logit + shift : logit)),
            target,
            'softmax',
          );
        expect(slope).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 5);
      }
    }
  });
});
