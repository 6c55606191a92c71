import { listPhotos } from '../../../page/photo/opened-photos';
import type { NamedSource } from '../../../page/settings/views';
import { setTraining } from './training-store';

/** Adds photos to those of the visit and works on these from now on. */
export function takePhotos(photos: readonly NamedSource[]): void {
  listPhotos(photos);
  setTraining({ photoSet: 'opened' });
}
