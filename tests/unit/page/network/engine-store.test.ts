import { beforeEach, expect, it, vi } from 'vitest';
import type { BackendId } from '../../../../src/engine/protocol/protocol';
import { partLab } from '../../../../testing/part-lab';
import { provideLab } from '../../../../src/page/lab';
import { engineStore, switchBackend } from '../../../../src/page/network/engine-store';
import { networkStore } from '../../../../src/page/network/network-store';

const backend = vi.fn(
  (id: BackendId | 'auto', { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('Given up.', 'AbortError')));
      if (id === 'cpu') resolve({ id });
      if (id === 'webgpu') reject(new Error('None here.'));
    }),
);
provideLab(partLab({ backend }));

beforeEach(() => {
  vi.clearAllMocks();
  networkStore.setState({ error: null });
});

it('a switch that is overtaken by another is given up, without a word', async () => {
  const first = switchBackend('webgl');
  expect(engineStore.getState().switching).toBe('webgl');
  const second = switchBackend('cpu');
  expect(engineStore.getState().switching).toBe('cpu');
  await Promise.all([first, second]);
  expect(backend.mock.calls.map(([id, { signal }]) => [id, signal.aborted])).toEqual([
    ['webgl', true],
    ['cpu', false],
  ]);
  expect(engineStore.getState().switching).toBeNull();
  expect(networkStore.getState().error).toBeNull();
});

it('a switch that fails says so', async () => {
  await switchBackend('webgpu');
  expect(engineStore.getState().switching).toBeNull();
  expect(networkStore.getState().error).toMatchObject({ message: 'None here.' });
});
