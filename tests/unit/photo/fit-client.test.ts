import { expect, it } from 'vitest';
import { LabError } from '../../../src/core/records/lab-error';
import { createFitClient, type FitBitmap, WorkerGone } from '../../../src/photo/fit-client';
import { toyImage } from '../../../testing/toy-engine';

const BITMAP = { width: 9, height: 9 } as ImageBitmap;
const gone: FitBitmap = () => Promise.reject(new WorkerGone('stopped'));

it('keeps its worker from picture to picture', async () => {
  let started = 0;
  const fit = createFitClient(() => {
    started += 1;
    return { fit: () => Promise.resolve(toyImage()) };
  });
  await Promise.all([fit(BITMAP, [2, 2], 'squash'), fit(BITMAP, [2, 2], 'keras')]);
  await fit(BITMAP, [2, 2], 'crop');
  expect(started).toBe(1);
});

it('fits on the page where the worker is gone, and asks for another one at the next picture', async () => {
  const hosts = [gone, () => Promise.resolve(toyImage())];
  const onPage: unknown[] = [];
  const fit = createFitClient(
    () => ({ fit: hosts.shift() ?? gone }),
    (...photo) => {
      onPage.push(photo);
      return Promise.resolve(toyImage());
    },
  );
  expect(await fit(BITMAP, [2, 2], 'torchvision')).toEqual(toyImage());
  expect(onPage).toEqual([[BITMAP, [2, 2], 'torchvision']]);
  await fit(BITMAP, [2, 2], 'squash');
  expect(onPage).toHaveLength(1);
  expect(hosts).toHaveLength(0);
});

it('hands on what the worker says of a picture', async () => {
  const error = new LabError('unsupported-image', 'No canvas.', 'Close other tabs.');
  const fit = createFitClient(() => ({ fit: () => Promise.reject(error) }));
  await expect(fit(BITMAP, [2, 2], 'squash')).rejects.toBe(error);
});
