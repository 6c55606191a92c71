import { expect, it } from 'vitest';
import { createWaitingRuns } from '../../../../src/engine/page/waiting-runs';
import { checkpointStorage } from '../../../../testing/checkpoints-in-memory';

it('are taken over from pages that live no more, once, the oldest first; those of one that lives are its own', async () => {
  const living = ['one', 'two', 'three'];
  const { storage } = checkpointStorage({ living: async () => living });
  const of = (owner: string) => createWaitingRuns({ ...storage, owner: async () => owner });
  await of('two').keep(['c']);
  await of('one').keep(['a']);
  await of('one').keep(['a', 'b']);
  expect(await of('three').take()).toEqual([]);
  living.splice(0, 2);
  expect(await of('three').take()).toEqual(['c', 'a', 'b']);
  expect(await of('three').take()).toEqual([]);
  // What is kept last is what stays; an empty queue leaves nothing.
  await of('four').keep(['d']);
  await of('four').keep([]);
  expect(await of('three').take()).toEqual([]);
});

it('says where there is no room, and takes nothing over where nothing can be read', async () => {
  const { storage } = checkpointStorage({
    setMany: () => Promise.reject(new DOMException('Full', 'QuotaExceededError')),
    keys: () => Promise.reject(new Error('denied')),
  });
  const runs = createWaitingRuns(storage);
  await expect(runs.keep(['a'])).rejects.toMatchObject({ code: 'storage-full' });
  expect(await runs.take()).toEqual([]);
});
