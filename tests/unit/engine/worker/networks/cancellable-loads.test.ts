import { describe, expect, it } from 'vitest';
import { createCancellableLoads } from '../../../../../src/engine/worker/networks/cancellable-loads';

/** A load that ends when it is told to, whatever its signal says; and what became of it. */
function slowLoad() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const load = {
    begun: false,
    end,
    run: async (signal: AbortSignal): Promise<string> => {
      load.begun = true;
      await ended;
      signal.throwIfAborted();
      return 'loaded';
    },
  };
  return load;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('loads that can be cancelled', () => {
  it('go on beside each other, and end as they do', async () => {
    const loads = createCancellableLoads();
    const [first, second] = [slowLoad(), slowLoad()];
    const results = [loads.begin(1, first.run), loads.begin(2, second.run)];
    await turn();
    expect([first.begun, second.begun]).toEqual([true, true]);
    second.end();
    await expect(results[1]).resolves.toBe('loaded');
    first.end();
    await expect(results[0]).resolves.toBe('loaded');
  });

  it('wait for the ones that were cancelled before them to let go of their files', async () => {
    const loads = createCancellableLoads();
    const [first, second] = [slowLoad(), slowLoad()];
    const cancelled = loads.begin(1, first.run);
    await turn();
    loads.cancel(1);
    const next = loads.begin(2, second.run);
    await turn();
    expect(second.begun).toBe(false);
    first.end();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await turn();
    expect(second.begun).toBe(true);
    second.end();
    await expect(next).resolves.toBe('loaded');
  });

  it('do not begin where they are cancelled while they wait, and hold up nobody', async () => {
    const loads = createCancellableLoads();
    const [first, second, third] = [slowLoad(), slowLoad(), slowLoad()];
    const results = [loads.begin(1, first.run)];
    await turn();
    loads.cancel(1);
    results.push(loads.begin(2, second.run));
    loads.cancel(2);
    results.push(loads.begin(3, third.run));
    first.end();
    third.end();
    await expect(results[0]).rejects.toMatchObject({ name: 'AbortError' });
    await expect(results[1]).rejects.toMatchObject({ name: 'AbortError' });
    await expect(results[2]).resolves.toBe('loaded');
    expect(second.begun).toBe(false);
    loads.cancel(3);
    loads.cancel(4);
  });
});
