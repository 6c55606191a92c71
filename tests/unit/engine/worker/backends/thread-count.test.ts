import { describe, expect, it } from 'vitest';
import { backendReason } from '../../../../../src/engine/protocol/backend-reason';
import { threadsFor } from '../../../../../src/engine/worker/backends/thread-count';
import { sayPhrase } from '../../../../../src/words/say';

describe('threads to compute on', () => {
  const isolated = { crossOriginIsolated: true, inWorker: true };

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [6, 3],
    [8, 4],
    [64, 4],
  ])('with %i processors: %i', (hardwareConcurrency, threads) => {
    expect(threadsFor({ ...isolated, hardwareConcurrency })).toBe(threads);
  });

  it('only one where the page may not share memory', () => {
    expect(threadsFor({ ...isolated, crossOriginIsolated: false, hardwareConcurrency: 8 })).toBe(1);
  });

  it('only one on the page itself, which must not block', () => {
    expect(threadsFor({ ...isolated, inWorker: false, hardwareConcurrency: 8 })).toBe(1);
  });
});

it('the engine chip says on how many', () => {
  const facts = { id: 'wasm', chosen: 'asked', software: false, floatBits: 32 } as const;
  expect(sayPhrase(backendReason({ ...facts, threads: 2 }))).toMatch(/^WASM on 2 threads: chosen by you/);
  expect(sayPhrase(backendReason(facts))).toMatch(/^WASM: chosen by you/);
});
