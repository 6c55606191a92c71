import { describe, expect, it } from 'vitest';
import { isRead, logProbability, probabilitiesOf, rivalOf } from '../../../../src/core/statistics/answers';

const sigma = (z: number): number => 1 / (1 + Math.exp(-z));

describe('probabilities', () => {
  it('are a softmax of classes, and of labels each its own', () => {
    const [a, b] = probabilitiesOf([0.5, -1], 'softmax');
    expect(a! + b!).toBeCloseTo(1, 6);
    expect([...probabilitiesOf([3, 3, -2], 'sigmoid')].map((p) => Number(p.toFixed(5)))).toEqual([
      0.95257, 0.95257, 0.1192,
    ]);
  });
  it('of a single logit are sigma(z) and the rest', () => {
    const [own, other] = probabilitiesOf([-0.19, 0.19], 'binary');
    expect(own).toBeCloseTo(0.45264, 5);
    expect(own! + other!).toBeCloseTo(1, 6);
  });
  it('neither overflow nor become NaN', () => {
    expect([...probabilitiesOf([1000, -1000], 'sigmoid')]).toEqual([1, 0]);
  });
  it.each(['softmax', 'sigmoid', 'binary'] as const)('have the logarithm of %s', (kind) => {
    const logits = [0.7, -0.7];
    logits.forEach((_, target) => {
      expect(Math.exp(logProbability(logits, target, kind))).toBeCloseTo(
        probabilitiesOf(logits, kind)[target]!,
        6,
      );
    });
    const lost = logProbability([1000, -1000], 1, kind);
    expect(lost).toBe(kind === 'softmax' ? -2000 : -1000);
  });
});

describe('what is read', () => {
  it('is the likeliest class, and its rival the strongest other', () => {
    expect(rivalOf([4, 9, 7], 1, 'softmax')).toBe(2);
    expect(rivalOf([4, 9, 7], 0, 'softmax')).toBe(1);
    expect(rivalOf([4], 0, 'softmax')).toBeNull();
    expect(isRead([4, 9, 7], 2, 'softmax')).toBe(false);
    expect(isRead([-1, -3], 0, 'softmax')).toBe(true);
  });
  it('is the side of one answer that is over a half, and its rival the other', () => {
    expect([isRead([-0.19, 0.19], 0, 'binary'), isRead([-0.19, 0.19], 1, 'binary')]).toEqual([false, true]);
    expect([rivalOf([-0.19, 0.19], 0, 'binary'), rivalOf([-0.19, 0.19], 1, 'binary')]).toEqual([1, 0]);
  });
  it('is every label over a half, and none has a rival', () => {
    const logits = [2, 0.1, -0.1];
    expect(logits.map((_, k) => isRead(logits, k, 'sigmoid'))).toEqual([true, true, false]);
    expect(logits.map((_, k) => rivalOf(logits, k, 'sigmoid'))).toEqual([null, null, null]);
    expect(sigma(0.1)).toBeGreaterThan(0.5);
  });
});
