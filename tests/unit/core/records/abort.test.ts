import { expect, it, vi } from 'vitest';
import { abortError, isAbort, onAbort } from '../../../../src/core/records/abort';

it('knows what was given up, also where that has crossed a thread boundary and is a plain Error', () => {
  const crossed = Object.assign(new Error('aborted'), { name: 'AbortError' });
  expect([abortError(), AbortSignal.abort().reason, crossed].map(isAbort)).toEqual([true, true, true]);
  const others = [new DOMException('late', 'TimeoutError'), new Error('AbortError'), 'AbortError', null];
  expect(others.map(isAbort)).toEqual([false, false, false, false]);
});

it('calls a listener once, also where the signal had aborted before, and never once it was taken off', () => {
  const controller = new AbortController();
  const { signal } = controller;
  const [early, late, off] = [vi.fn(), vi.fn(), vi.fn()];
  onAbort(signal, early);
  onAbort(signal, off)();
  expect(early).not.toHaveBeenCalled();
  controller.abort();
  onAbort(signal, late);
  expect([early, late, off].map((listener) => listener.mock.calls.length)).toEqual([1, 1, 0]);
});
