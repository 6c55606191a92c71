import { expect, it } from 'vitest';
import { abortError, isAbort } from '../../../../src/core/records/abort';

it('knows what was given up, also where that has crossed a thread boundary and is a plain Error', () => {
  const crossed = Object.assign(new Error('aborted'), { name: 'AbortError' });
  expect([abortError(), AbortSignal.abort().reason, crossed].map(isAbort)).toEqual([true, true, true]);
  const others = [new DOMException('late', 'TimeoutError'), new Error('AbortError'), 'AbortError', null];
  expect(others.map(isAbort)).toEqual([false, false, false, false]);
});
