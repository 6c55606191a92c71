import { listPhotos } from '../../../page/photo/opened-photos';
import type { NamedSource } from '../../../page/settings/views';
import { boardStore } from './board-store';

/** Lists photos among those of the visit, and has the board measure these. */
export function takePhotos(photos: readonly NamedSource[]): void {
  if (photos.length === 0) return;
  listPhotos(photos);
  boardStore.setState({ photos: 'opened' });
}
