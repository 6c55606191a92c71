import { LabError } from './lab-error';
import type { Words } from '../../words/message';
import { phrase } from '../../words/say';

const awaited = new Set<() => Promise<unknown>>();

/**
 * Names a part of the code that is fetched when it is first needed, and gives what fetches it. `name` begins a sentence: "The
 * reader of ONNX files". What is large and seldom needed is fetched only when it is `asked` for, never ahead. Rejects with
 * LabError `download-failed`; the next call fetches anew.
 */
export function lateCode<T>(
  name: Words,
  load: () => Promise<T>,
  when: 'soon' | 'asked' = 'soon',
): () => Promise<T> {
  const fetch = async (): Promise<T> => {
    try {
      const code = await load();
      awaited.delete(fetch);
      return code;
    } catch (cause) {
      throw new LabError(
        'download-failed',
        phrase('{name} could not be fetched.', { name }),
        phrase('Check the connection and try again.'),
        { cause },
      );
    }
  };
  if (when === 'soon') awaited.add(fetch);
  return fetch;
}

/** Fetches what this thread has named and not fetched yet, one after another. What fails is left to whoever needs it. */
export async function fetchLateCode(): Promise<void> {
  for (const fetch of awaited) await fetch().catch(() => undefined);
}
