import { describe, expect, it } from 'vitest';
import type { RunHandle } from '../../../../src/engine/page/lab-client';
import type { RunOutcome } from '../../../../src/engine/protocol/protocol';
import { startYieldingRun } from '../../../../src/engine/page/yielding-run';

/** A run whose end the test decides. */
function controlled() {
  const begun: { handle: RunHandle; end: (outcome: RunOutcome) => void; sent: string[] }[] = [];
  const begin = (): RunHandle => {
    let end: (outcome: RunOutcome) => void = () => undefined;
    const outcome = new Promise<RunOutcome>((resolve) => (end = resolve));
    const sent: string[] = [];
    const handle: RunHandle = {
      id: begun.length + 1,
      outcome,
      send: (command) => {
        sent.push(command.type);
        if (command.type === 'cancel') end({ kind: 'cancelled' });
      },
    };
    begun.push({ handle, end, sent });
    return handle;
  };
  return { begun, begin };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const failed: RunOutcome = {
  kind: 'failed',
  error: { code: 'zero-gradient', message: 'told', nextStep: '' },
};

describe('a run that gives way', () => {
  it('begins only once nothing else runs', async () => {
    const { begun, begin } = controlled();
    let free: () => void = () => undefined;
    const run = startYieldingRun(7, () => new Promise((resolve) => (free = resolve)), begin);
    await settle();
    expect(begun).toHaveLength(0);
    free();
    await settle();
    expect(begun).toHaveLength(1);
    begun[0]?.end(failed);
    expect(await run.outcome).toEqual(failed);
  });

  it('begins again after another run has ended it', async () => {
    const { begun, begin } = controlled();
    const run = startYieldingRun(7, () => Promise.resolve(), begin);
    await settle();
    begun[0]?.end({ kind: 'cancelled' });
    await settle();
    expect(begun).toHaveLength(2);
    run.send({ type: 'pause' });
    expect(begun[1]?.sent).toEqual(['pause']);
    begun[1]?.end(failed);
    expect(await run.outcome).toEqual(failed);
  });

  it('ends for good by its own cancel, while it runs and while it waits', async () => {
    const running = controlled();
    const first = startYieldingRun(1, () => Promise.resolve(), running.begin);
    await settle();
    first.send({ type: 'cancel' });
    expect(await first.outcome).toEqual({ kind: 'cancelled' });
    await settle();
    expect(running.begun).toHaveLength(1);

    const waiting = controlled();
    const second = startYieldingRun(2, () => new Promise(() => undefined), waiting.begin);
    second.send({ type: 'cancel' });
    expect(await second.outcome).toEqual({ kind: 'cancelled' });
    expect(waiting.begun).toHaveLength(0);
  });
});
