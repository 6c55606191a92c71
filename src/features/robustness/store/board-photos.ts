import { openedPhotos } from '../../../page/photo/opened-photos';
import { SAMPLES } from '../../../page/photo/samples';
import type { PhotoSet } from './robustness-params';

/** A photo whose robustness is measured. */
export interface BoardPhoto {
  readonly id: string;
  readonly name: string;
  readonly source: Blob | string;
  /** The class it is known to show; null for a photo of the person's own. */
  readonly known: string | null;
}

const SAMPLE_PHOTOS: readonly BoardPhoto[] = SAMPLES.map(({ id, name, url, className }) => ({
  id: `sample-${id}`,
  name,
  source: url,
  known: className,
}));

/** The photos of a set, in their order. */
export function photosOf(set: PhotoSet): readonly BoardPhoto[] {
  if (set === 'samples') return SAMPLE_PHOTOS;
  return openedPhotos
    .getState()
    .map(({ id, name, source }) => ({ id: `opened-${id}`, name, source, known: null }));
}
