import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { hashWeights } from '../../../../src/networks/storage/hash-weights';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('weights have the same fingerprint on a page without a secure context, which has no crypto.subtle', async () => {
  const bytes = new Uint8Array(100_000).map((_, i) => i % 251);
  const right = createHash('sha256').update(bytes).digest('hex');
  expect(await hashWeights(bytes)).toBe(right);
  vi.stubGlobal('crypto', {});
  expect(await hashWeights(bytes)).toBe(right);
});
