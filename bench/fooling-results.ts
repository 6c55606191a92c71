import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a long bench has come to, kept line by line, so that it goes on from there where it was cut off. */
export interface KeptResults {
  /** The result under this key: as it was kept, or made now and kept. */
  of<T>(key: readonly unknown[], make: () => Promise<T>): Promise<T>;
}

/** Results kept in a file of JSON lines; none are kept where there is no file. */
export async function openResults(file: string | null): Promise<KeptResults> {
  const kept = new Map<string, unknown>();
  if (file !== null) {
    await mkdir(dirname(file), { recursive: true });
    for (const line of (await readFile(file, 'utf8').catch(() => '')).split('\n')) {
      const whole = parsed(line);
      if (whole) kept.set(whole.key, whole.result);
    }
  }
  return {
    async of<T>(parts: readonly unknown[], make: () => Promise<T>): Promise<T> {
      const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
      if (kept.has(key)) return kept.get(key) as T;
      const result = await make();
      kept.set(key, result);
      if (file !== null) await appendFile(file, `\n${JSON.stringify({ key, result })}`);
      return result;
    },
  };
}

/** A line; null where it was cut off, and is to be made again. */
function parsed(line: string): { readonly key: string; readonly result: unknown } | null {
  try {
    return JSON.parse(line) as { key: string; result: unknown };
  } catch {
    return null;
  }
}
