import { expect } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';

/** What refusing a hostile file may cost: milliseconds of a processor, however long others keep it from us, and bytes. */
const MOST_WORK = 5000;
const MOST_BYTES = 50 * 2 ** 20;

/** Bytes of memory this process has taken: on the heap, and in buffers beside it. */
export function memoryTaken(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Milliseconds that processors have worked for this process: what else the machine does is not in it. */
export function workDone(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

interface Cost {
  readonly work: number;
  readonly bytes: number;
}

/** Runs an import and checks what it cost. */
export async function measured<T>(importing: () => T | Promise<T>): Promise<T> {
  const before: Cost = { work: workDone(), bytes: memoryTaken() };
  const spent = (): Cost => ({ work: workDone() - before.work, bytes: memoryTaken() - before.bytes });
  const check = ({ work, bytes }: Cost): void => {
    expect(work).toBeLessThan(MOST_WORK);
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

/** The LabError that refuses a file: with little work, in little memory, in a sentence that can be read. */
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
