import { afterEach, expect, it } from 'vitest';
import { networkStore } from '../../../../src/page/network/network-store';
import { applyClassList } from '../../../../src/panels/network/class-list';
import type { NetworkInfo } from '../../../../src/engine/protocol/protocol';

const info = (title: string) => ({ id: title, title, classes: [] }) as unknown as NetworkInfo;
const initial = networkStore.getState();
afterEach(() => networkStore.setState(initial, true));

it('a list is for the network that is being opened, not for the one before', async () => {
  networkStore.setState({ info: info('Former'), loading: { id: null, title: 'Coming', progress: null } });
  let over = false;
  const applied = applyClassList('a\nb', 'names.txt').finally(() => (over = true));
  await Promise.resolve();
  expect(over).toBe(false);
  networkStore.setState({ loading: { id: null, title: 'Coming', progress: { fraction: 0.5 } as never } });
  // As the page does it: loading ends, and in the same turn the network is the page's.
  networkStore.setState({ loading: null });
  networkStore.setState({ info: info('Coming') });
  await expect(applied).rejects.toThrow('Coming has its names');
});

it('without any network, a list is told so at once', async () => {
  await expect(applyClassList('a\nb', 'names.txt')).rejects.toThrow('there is none yet');
});
