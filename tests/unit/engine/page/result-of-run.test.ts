import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { resultOf } from '../../../../src/engine/page/result-of-run';
import type { RunOutcome } from '../../../../src/engine/protocol/protocol';
import type { RunCommand } from '../../../../src/engine/protocol/run-command';
import { RESULT } from '../../../../testing/fake-host';

/** A run that ends when the test says so, and what it was sent. */
function runUnderWay() {
  const sent: RunCommand[] = [];
  let end: (outcome: RunOutcome) => void = () => undefined;
  const outcome = new Promise<RunOutcome>((resolve) => (end = resolve));
  return { handle: { outcome, send: (command: RunCommand) => void sent.push(command) }, sent, end };
}

const given = async (outcome: RunOutcome, signal?: AbortSignal): Promise<unknown> =>
  resultOf({ outcome: Promise.resolve(outcome), send: () => undefined }, signal).catch(
    (thrown: unknown) => thrown,
  );

describe('the result of a run', () => {
  it('is that of its end, or of where it was stopped', async () => {
    expect(await given({ kind: 'done', result: RESULT })).toBe(RESULT);
    expect(await given({ kind: 'stopped', result: RESULT })).toBe(RESULT);
  });

  it('rejects with what the run failed of, and with an AbortError where something else cancelled it', async () => {
    const failure = new LabError('zero-gradient', 'No slope.', 'Try another.');
    expect(await given({ kind: 'failed', error: failure.toData() })).toMatchObject({
      name: 'LabError',
      code: 'zero-gradient',
      message: 'No slope.',
    });
    expect(await given({ kind: 'cancelled' })).toMatchObject({ name: 'AbortError' });
  });

  it('cancels the run once, as soon as it is aborted, and waits until it has ended', async () => {
    const { handle, sent, end } = runUnderWay();
    const controller = new AbortController();
    let settled = false;
    const result = resultOf(handle, controller.signal).finally(() => (settled = true));
    expect(sent).toEqual([]);
    controller.abort();
    expect(sent).toEqual([{ type: 'cancel' }]);
    await Promise.resolve();
    expect(settled).toBe(false);
    end({ kind: 'cancelled' });
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect(sent).toHaveLength(1);
  });

  it('is none once aborted, whatever came of the run; and what was aborted before is cancelled at once', async () => {
    const aborted = AbortSignal.abort();
    expect(await given({ kind: 'done', result: RESULT }, aborted)).toMatchObject({ name: 'AbortError' });
    const failure = new LabError('zero-gradient', 'No slope.', 'Try another.').toData();
    expect(await given({ kind: 'failed', error: failure }, aborted)).toMatchObject({ name: 'AbortError' });
    const { handle, sent, end } = runUnderWay();
    const result = resultOf(handle, aborted);
    expect(sent).toEqual([{ type: 'cancel' }]);
    end({ kind: 'cancelled' });
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('leaves a run alone that has ended', async () => {
    const { handle, sent, end } = runUnderWay();
    const controller = new AbortController();
    const result = resultOf(handle, controller.signal);
    end({ kind: 'done', result: RESULT });
    await result;
    controller.abort();
    expect(sent).toEqual([]);
  });
});
