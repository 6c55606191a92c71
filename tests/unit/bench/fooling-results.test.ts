import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openResults } from '../../../bench/fooling-results';

it('what a bench has come to is made once, also where it was cut off in the middle of a line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lucarne-results-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'kept', 'results.jsonl');
  const make = (value: number | null) => () => Promise.resolve(value);
  const first = await openResults(file);
  expect(await first.of(['a', 1], make(1))).toBe(1);
  expect(await first.of(['a', 2], make(null))).toBeNull();
  await appendFile(file, '\n{"key":"0123');
  const again = await openResults(file);
  expect(await again.of(['a', 1], make(9))).toBe(1);
  expect(await again.of(['a', 2], make(9))).toBeNull();
  expect(await again.of(['a', 3], make(3))).toBe(3);
  expect(await (await openResults(file)).of(['a', 3], make(9))).toBe(3);
});
