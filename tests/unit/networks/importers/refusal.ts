import { expect } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';

/** What refusing a hostile file may cost. */
const MOST_MILLISECONDS = 1000;
const MOST_BYTES = 50 * 2 ** 20;

/** Bytes of memory this process has taken: on the heap, and in buffers beside it. */
export function memoryTaken(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

interface Cost {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Runs an import and checks what it cost. */
export async function measured<T>(importing: () => T | Promise<T>): Promise<T> {
  const before = { at: performance.now(), bytes: memoryTaken() };
  const spent = (): Cost => ({
    milliseconds: performance.now() - before.at,
    bytes: memoryTaken() - before.bytes,
  });
  const check = ({ milliseconds, bytes }: Cost): void => {
    expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
    expect(bytes).toBeLessThan(MOST_BYTES);
  };
  try {
    const result = await importing();
    check(spent());
    return result;
  } catch (error) {
    check(spent());
    throw error;
  }
}

/** The LabError that refuses a file: in time, in little memory, in a sentence that can be read. */
export async function refusal(importing: () => unknown): Promise<LabError> {
  try {
    await measured(importing);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    expect(error.message.length).toBeLessThan(1100);
    return error;
  }
  throw new Error('expected a refusal, got a network');
}
