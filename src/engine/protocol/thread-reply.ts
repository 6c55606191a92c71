import { abortError, isAbort } from '../../core/records/abort';
import { LabError, type LabErrorData } from '../../core/records/lab-error';
import { toLabErrorData } from './errors';

/** An answer that keeps its error's code across a thread boundary. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'error'; readonly error: LabErrorData };

/** What `work` gives or throws, as a Reply. Never rejects. */
export async function reply<T>(work: () => T | Promise<T>): Promise<Reply<T>> {
  try {
    return { kind: 'ok', value: await work() };
  } catch (thrown) {
    return isAbort(thrown) ? { kind: 'aborted' } : { kind: 'error', error: toLabErrorData(thrown) };
  }
}

/** The value of a Reply. Throws its LabError, or an AbortError. */
export function unwrap<T>(answer: Reply<T>): T {
  switch (answer.kind) {
    case 'ok':
      return answer.value;
    case 'aborted':
      throw abortError();
    case 'error':
      throw LabError.fromData(answer.error);
    default:
      return answer satisfies never;
  }
}
