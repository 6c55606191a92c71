import { beforeEach, expect, it, vi } from 'vitest';
import { withTexts } from '../../../../src/export/png-text';
import { recordTexts } from '../../../../src/export/run-record';
import { decodePhoto } from '../../../../src/page/photo/decode-photo';
import { DEFAULT_SETTINGS } from '../../../../src/page/settings/settings-schema';
import { set, settingsStore } from '../../../../src/page/settings/settings-store';
import { writePng } from '../../../../testing/png-pixels';

const decodeImage = vi.hoisted(() => vi.fn());
vi.mock('../../../../src/photo/image-intake', () => ({ decodeImage }));

const recipe = {
  version: 1 as const,
  network: 'tiny',
  method: 'targeted-gradient',
  params: {},
  target: 0,
  seed: 0,
  fit: 'squash' as const,
};
const plain = new Uint8Array(writePng({ width: 8, height: 8, data: new Uint8ClampedArray(256).fill(255) }));
const saved = (scale: number) =>
  new File([withTexts(plain, recordTexts({ recipe, picture: 'result', scale }))], 'saved.png');

beforeEach(() => {
  settingsStore.setState(DEFAULT_SETTINGS, true);
  decodeImage.mockReset();
});

it.each([1, 2, 3, 4])(
  'a picture saved here is opened at the scale its own record says: %i',
  async (scale) => {
    await decodePhoto(saved(scale));
    expect(decodeImage.mock.lastCall?.[1]).toEqual({ colourProfile: 'ignore', transparency: 'drop', scale });
  },
);

it('where another scale is known, or none, that one goes before', async () => {
  await decodePhoto(saved(3), 1);
  expect(decodeImage.mock.lastCall?.[1]).toMatchObject({ scale: 1 });
  await decodePhoto(new File([plain], 'photo.png'));
  expect(decodeImage.mock.lastCall?.[1]).not.toHaveProperty('scale');
});

it('a photo is decoded as the settings ask', async () => {
  set({ colourProfile: 'apply', transparency: 'white' });
  await decodePhoto(new File([plain], 'photo.png'));
  expect(decodeImage.mock.lastCall?.[1]).toEqual({ colourProfile: 'apply', transparency: 'white' });
});
