import { expect, it } from 'vitest';
import { fetchLateCode, lateCode } from '../../../../src/core/records/late-code';

it('late code that cannot be fetched says which, and comes on the next try', async () => {
  let connected = false;
  const load = () => (connected ? Promise.resolve('code') : Promise.reject(new TypeError('Failed to fetch')));
  const code = lateCode('The reader of tea leaves', load);
  await expect(code()).rejects.toMatchObject({
    code: 'download-failed',
    message: 'The reader of tea leaves could not be fetched.',
    nextStep: 'Check the connection and try again.',
  });
  expect(code.here()).toBeNull();
  connected = true;
  expect(await code()).toBe('code');
  expect(code.here()).toBe('code');
});

it('what nobody has needed yet is fetched one after another, each once, whatever fails', async () => {
  const fetched: string[] = [];
  const named = (name: string, fails = false) =>
    lateCode(name, async () => {
      fetched.push(`${name} begins`);
      await Promise.resolve();
      if (fails) throw new TypeError('Failed to fetch');
      fetched.push(`${name} ends`);
      return name;
    });
  const needed = named('a');
  named('b', true);
  const ahead = named('c');
  await needed();
  await fetchLateCode();
  expect(ahead.here(), 'what came ahead is there at once').toBe('c');
  expect(fetched).toEqual(['a begins', 'a ends', 'b begins', 'c begins', 'c ends']);
  await fetchLateCode();
  expect(fetched.slice(5)).toEqual(['b begins']);
});
