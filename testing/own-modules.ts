import { afterAll, vi } from 'vitest';

// Before each file of tests that share a thread: the file gets modules of its own, and the next one the globals as they were.

vi.resetModules();
afterAll(() => {
  vi.unstubAllGlobals();
});
