import { expect, it } from 'vitest';
import { standingsOf } from '../../../../src/page/run/class-standing';

const LOGITS = [0, 3, 1, 2].map((value) => Math.log(2 ** value));

it('tells the class read before, the target and the strongest but both', () => {
  const [a, b, c] = [8 / 15, 1 / 15, 4 / 15];
  expect(standingsOf(LOGITS, 0, { index: 1, kind: 'softmax' })).toEqual({
    before: { index: 1, probability: expect.closeTo(a, 6) as number },
    target: { index: 0, probability: expect.closeTo(b, 6) as number },
    rival: { index: 3, probability: expect.closeTo(c, 6) as number },
  });
});

it('tells the class once where it is both, and no rival among labels or where there are but two', () => {
  expect(standingsOf(LOGITS, 1, { index: 1, kind: 'softmax' })).toMatchObject({
    before: null,
    target: { index: 1 },
    rival: { index: 3 },
  });
  expect(standingsOf([2, -1, 1], 0, { index: 1, kind: 'sigmoid' }).rival).toBeNull();
  expect(standingsOf([2, -2], 1, { index: 0, kind: 'binary' }).rival).toBeNull();
});
