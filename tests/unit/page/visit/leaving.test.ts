import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askBeforeLeaving, holdPage } from '../../../../src/page/visit/leaving';

const runs = vi.hoisted(() => ({ working: false }));
vi.mock('../../../../src/page/run/start-run', () => ({ isWorking: () => runs.working }));

const page = new EventTarget();
/** Whether the browser asks before the page is left now. */
const asks = (): boolean => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
let stop: () => void;

beforeEach(() => {
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  stop = askBeforeLeaving();
});
afterEach(() => {
  stop();
  runs.working = false;
  vi.unstubAllGlobals();
});

it('leaving the page in the middle of a run asks; otherwise it does not', () => {
  expect(asks()).toBe(false);
  runs.working = true;
  expect(asks()).toBe(true);
  runs.working = false;
  expect(asks()).toBe(false);
});

it('leaving it while a table or a check is being made asks, until the last of them is done', () => {
  const [table, check] = [holdPage(), holdPage()];
  table();
  expect(asks()).toBe(true);
  check();
  expect(asks()).toBe(false);
});
