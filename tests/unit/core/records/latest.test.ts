import { describe, expect, it } from 'vitest';
import { isAbort } from '../../../../src/core/records/abort';
import { createLatest, pause } from '../../../../src/core/records/latest';

describe('work of which only the latest counts', () => {
  it('is wanted until another begins, or it is cancelled', () => {
    const latest = createLatest();
    const first = latest.begin();
    expect(first.aborted).toBe(false);
    const second = latest.begin();
    expect([first.aborted, second.aborted]).toEqual([true, false]);
    latest.cancel();
    expect(second.aborted).toBe(true);
    expect(latest.begin().aborted).toBe(false);
  });

  it('begins as well after a cancelling of nothing', () => {
    const latest = createLatest();
    latest.cancel();
    expect(latest.begin().aborted).toBe(false);
  });

  it('is each kind’s own', () => {
    const [one, other] = [createLatest(), createLatest()];
    const signal = one.begin();
    other.begin();
    other.cancel();
    expect(signal.aborted).toBe(false);
  });

  it('keeps the answer of the last asked alone, in whatever order they come', async () => {
    const latest = createLatest();
    const kept: string[] = [];
    const answers = new Map<string, () => void>();
    const ask = async (question: string): Promise<void> => {
      const signal = latest.begin();
      await new Promise<void>((resolve) => answers.set(question, resolve));
      if (!signal.aborted) kept.push(question);
    };
    const asked = ['first', 'second', 'third'].map(ask);
    for (const question of ['third', 'first', 'second']) answers.get(question)!();
    await Promise.all(asked);
    expect(kept).toEqual(['third']);
  });
});

describe('a pause', () => {
  it('ends early with an abort, and does not begin after one', async () => {
    const latest = createLatest();
    const paused = pause(60_000, latest.begin()).catch((thrown: unknown) => thrown);
    const gone = latest.begin();
    expect(isAbort(await paused)).toBe(true);
    latest.cancel();
    expect(isAbort(await pause(0, gone).catch((thrown: unknown) => thrown))).toBe(true);
    await expect(pause(0, latest.begin())).resolves.toBeUndefined();
  });
});
