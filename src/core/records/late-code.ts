import { LabError } from './lab-error';
import type { Words } from '../../words/message';
import { phrase } from '../../words/say';

const awaited = new Set<() => Promise<unknown>>();

/** Fetches a part of the code, and says whether it is there. */
export interface LateCode<T> {
  (): Promise<T>;
  /** What has been fetched already, ahead or when it was needed; null before. */
  readonly here: () => T | null;
}

/**
 * Names a part of the code that is fetched when it is first needed, and gives what fetches it. `name` begins a sentence: "The
 * reader of ONNX files". What is large and seldom needed is fetched only when it is `asked` for, never ahead. Rejects with
 * LabError `download-failed`; the next call fetches anew.
 */
export function lateCode<T>(
  name: Words,
  load: () => Promise<T>,
  when: 'soon' | 'asked' = 'soon',
): LateCode<T> {
  let here: T | null = null;
  const fetch = async (): Promise<T> => {
    try {
      here = await load();
      awaited.delete(fetch);
      return here;
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
  return Object.assign(fetch, { here: () => here });
}

/** Fetches what this thread has named and not fetched yet, one after another. What fails is left to whoever needs it. */
export async function fetchLateCode(): Promise<void> {
  for (const fetch of awaited) await fetch().catch(() => undefined);
}
