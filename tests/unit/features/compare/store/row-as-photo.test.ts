import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { compareStore } from '../../../../../src/features/compare/store/compare-store';
import { openRowAsPhoto, setRowClass } from '../../../../../src/features/compare/store/edit-rows';
import { addRows } from '../../../../../src/features/compare/store/edit-table';
import { startReactions } from '../../../../../src/page/reactions';
import { networkStore } from '../../../../../src/page/network/network-store';
import { imageStore } from '../../../../../src/page/photo/image-store';
import { setTarget, settingsStore } from '../../../../../src/page/settings/settings-store';

const bitmap = { width: 2, height: 2, close: () => undefined };
vi.mock('../../../../../src/photo/image-intake', () => ({
  decodeImage: async () => ({ bitmap, width: 2, height: 2 }),
}));

const network = (...names: string[]): never =>
  ({
    id: 'toy',
    title: 'Toy',
    size: [2, 2],
    classes: names.map((name, index) => ({ index, name })),
  }) as never;
const explained = () => settingsStore.getState().targets.saliency;
const open = async (ownClass: { index: number; name: string } | null): Promise<void> => {
  const [row] = addRows([{ name: 'quail.png', source: new Blob(['quail']) }]);
  setRowClass(row!.id, ownClass);
  await openRowAsPhoto(row!.id);
  expect(imageStore.getState().photo?.source).toBe(row!.source);
};

let stop = (): void => undefined;
beforeEach(() => {
  compareStore.setState({ rows: [], columns: [], cells: {} });
  imageStore.setState({ photo: null, fitted: null });
  networkStore.setState({ info: network('tench', 'church', 'quail') });
  stop = startReactions(() => undefined);
  imageStore.setState({ photo: { name: 'before.png', source: 'before.png', ...bitmap, bitmap } });
  setTarget('saliency', 1);
});
afterEach(() => stop());

it('a row that opens as the photo brings its own class, by name where the network numbers it otherwise', async () => {
  await open({ index: 85, name: 'quail' });
  expect(explained()).toBe(2);
});

it('a row that follows the table’s rule, or whose class the network has not, leaves the photo to be read', async () => {
  await open(null);
  expect(explained()).toBeNull();
  setTarget('saliency', 1);
  await open({ index: 85, name: 'vulture' });
  expect(explained()).toBeNull();
});
