import { afterEach, expect, it, vi } from 'vitest';
import { lateCode } from '../../../src/core/records/late-code';
import { fetchRestLater } from '../../../src/page/fetch-rest';
import { runStore } from '../../../src/page/run/run-store';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A visit in which a map is drawn, and the late code that was fetched in it. */
async function visit(navigator: object, leaves = false): Promise<string[]> {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', navigator);
  const fetched: string[] = [];
  lateCode('The table', async () => void fetched.push('table'));
  const stop = fetchRestLater();
  runStore.setState({ active: 'saliency' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetched, 'nothing is fetched while the first run is on').toEqual([]);
  runStore.setState({ active: null });
  if (leaves) stop();
  await vi.advanceTimersByTimeAsync(60_000);
  stop();
  return fetched;
}

it('what the first map does not need is fetched once it is drawn', async () => {
  expect(await visit({})).toEqual(['table']);
  expect(await visit({ connection: { saveData: false } })).toContain('table');
});

it('nothing is fetched ahead where data are saved, or after the page has gone', async () => {
  expect(await visit({ connection: { saveData: true } })).toEqual([]);
  expect(await visit({}, true)).toEqual([]);
});
