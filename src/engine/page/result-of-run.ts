import { abortError, onAbort, throwIfAborted } from '../../core/records/abort';
import { LabError } from '../../core/records/lab-error';
import type { RunResult } from '../protocol/protocol';
import type { RunHandle } from './lab-client';

/**
 * The result of a run, also of one that was stopped and kept. The run is cancelled as soon as `signal` aborts, and then no result
 * counts any more.
 * @throws DOMException `AbortError` where aborted or cancelled; LabError where the method fails.
 */
export async function resultOf(
  handle: Pick<RunHandle, 'outcome' | 'send'>,
  signal?: AbortSignal,
): Promise<RunResult> {
  const stay = onAbort(signal, () => handle.send({ type: 'cancel' }));
  const outcome = await handle.outcome.finally(stay);
  throwIfAborted(signal);
  switch (outcome.kind) {
    case 'done':
    case 'stopped':
      return outcome.result;
    case 'cancelled':
      throw abortError();
    case 'failed':
      throw LabError.fromData(outcome.error);
    default:
      return outcome satisfies never;
  }
}
