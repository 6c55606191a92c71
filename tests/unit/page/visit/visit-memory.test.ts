import { describe, expect, it } from 'vitest';
import { createVisitMemory, type VisitStorage } from '../../../../src/page/visit/visit-memory';

/** A browser of several tabs; its clock is set by hand. */
function browser() {
  const shared = new Map<string, unknown>();
  const clock = { now: 0 };
  let made = 0;
  const tab = (from: ReadonlyMap<string, string> = new Map()) => {
    const own = new Map(from);
    const storage: VisitStorage = {
      session: () => ({
        getItem: (key) => own.get(key) ?? null,
        setItem: (key, value) => void own.set(key, value),
        removeItem: (key) => void own.delete(key),
      }),
      shared: {
        get: async (key) => shared.get(key),
        set: async (key, value) => void shared.set(key, value),
        del: async (key) => void shared.delete(key),
        entries: async () => [...shared],
      },
      today: () => clock.now,
      newKey: () => String(++made),
    };
    return { own, open: () => createVisitMemory(storage) };
  };
  return { shared, clock, tab };
}

const photo = (name: string) => ({ name, source: new Blob([name]) });
const network = {
  id: 'model',
  title: 'model',
  request: { files: [new File(['weights'], 'model.onnx')], title: 'model' },
};

describe('what a visit remembers', () => {
  it('comes back on the next page of the same tab, and in no other tab', async () => {
    const { tab } = browser();
    const here = tab();
    await here.open().rememberPhoto(photo('quail.jpg'));
    await here.open().rememberNetworks([network]);
    const visit = await here.open().recall();
    expect(visit.photo?.name).toBe('quail.jpg');
    expect(await (visit.photo!.source as Blob).text()).toBe('quail.jpg');
    expect(visit.networks).toEqual([network]);
    expect(await tab().open().recall()).toEqual({ photo: null, networks: [] });
  });

  it('keeps the last photo alone, in whatever order storing them ends', async () => {
    const { tab, shared } = browser();
    const memory = tab().open();
    await Promise.all(['one', 'two', 'three'].map((name) => memory.rememberPhoto(photo(name))));
    expect((await memory.recall()).photo?.name).toBe('three');
    expect(shared.size).toBe(1);
    await memory.rememberPhoto(null);
    expect(shared.size).toBe(0);
  });

  it('never shows a tab what its duplicate opened', async () => {
    const { tab } = browser();
    const first = tab();
    await first.open().rememberPhoto(photo('mine'));
    await tab(first.own).open().rememberPhoto(photo('other'));
    expect((await first.open().recall()).photo).toBeNull();
  });

  it('deletes what no tab has touched for a day', async () => {
    const { tab, shared, clock } = browser();
    const left = tab();
    const used = tab();
    await left.open().rememberPhoto(photo('left'));
    await used.open().rememberPhoto(photo('used'));
    clock.now = 20 * 3_600_000;
    await used.open().recall();
    clock.now = 30 * 3_600_000;
    await used.open().recall();
    expect(shared.size).toBe(1);
    expect((await used.open().recall()).photo?.name).toBe('used');
  });

  it('is nothing where the browser denies its storage, and says so to who remembers', async () => {
    const denied = createVisitMemory({
      session: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      shared: {
        get: async () => undefined,
        set: async () => undefined,
        del: async () => undefined,
        entries: async () => [],
      },
      today: () => 0,
      newKey: () => 'key',
    });
    expect(await denied.recall()).toEqual({ photo: null, networks: [] });
    await expect(denied.rememberPhoto(photo('x'))).rejects.toThrow('denied');
  });
});
