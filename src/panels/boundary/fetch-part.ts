import { missingPart } from '../../page/visit/page-version';
import type { Words } from '../../words/message';

/**
 * Runs a dynamic import of a part of the page. `name` begins a sentence: "The comparison table". Rejects with a LabError
 * that says what happened; the next call fetches anew.
 */
export async function fetchPart<T>(name: Words, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (thrown) {
    throw await missingPart(name, thrown);
  }
}
