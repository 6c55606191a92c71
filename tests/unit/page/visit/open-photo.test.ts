import { beforeEach, expect, it, vi } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { openImage } from '../../../../src/page/photo/image-store';
import { openPhotoOf } from '../../../../src/page/visit/visit';

vi.mock('../../../../src/page/photo/image-store', () => ({
  imageStore: { getState: () => ({ opening: false }), subscribe: () => () => undefined },
  openImage: vi.fn(),
}));

const opening = vi.mocked(openImage);
const SAMPLE = { name: 'golf ball', source: 'samples/golf-ball.png' };
const before = (source: Blob | string) => ({ photo: { name: 'quail.jpg', source }, networks: [] });

beforeEach(() => opening.mockReset());

it('opens the photo of the visit before, and nothing else', async () => {
  opening.mockResolvedValue(true as never);
  const told = vi.fn();
  const file = new Blob(['quail']);
  await openPhotoOf(before(file), SAMPLE, told);
  expect(opening.mock.calls).toEqual([[file, 'quail.jpg']]);
  expect(told).not.toHaveBeenCalled();
});

it('tells when that photo cannot be opened any more, and opens the sample', async () => {
  const gone = new LabError('unsupported-image', 'The file is no longer there.', 'Open it again.');
  opening.mockRejectedValueOnce(gone).mockResolvedValue(true as never);
  const told = vi.fn();
  await openPhotoOf(before(new Blob()), SAMPLE, told);
  expect(told.mock.calls).toEqual([[gone]]);
  expect(opening.mock.calls.at(-1)).toEqual([SAMPLE.source, SAMPLE.name]);
});

it('opens the sample where the visit had no photo', async () => {
  opening.mockResolvedValue(true as never);
  await openPhotoOf({ photo: null, networks: [] }, SAMPLE, vi.fn());
  expect(opening.mock.calls).toEqual([[SAMPLE.source, SAMPLE.name]]);
});
