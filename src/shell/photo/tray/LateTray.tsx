import { useStore } from 'zustand';
import { lateCode } from '../../../core/records/late-code';
import { imageStore } from '../../../page/photo/image-store';
import { forgottenPhotos, listedAs, openedPhotos } from '../../../page/photo/opened-photos';
import { latePart } from '../../../panels/boundary/late-part';
import { phrase } from '../../../words/say';

const NAME = phrase('The photos of this visit');
const code = lateCode(NAME, async () => (await import('./PhotoTray')).PhotoTray);
const Tray = latePart({ name: NAME, load: code });

/** The tray of photos, fetched when there is something to choose: another photo than the one shown. */
export function LateTray() {
  const photos = useStore(openedPhotos);
  const hasForgotten = useStore(forgottenPhotos, ({ last }) => last !== null);
  const source = useStore(imageStore, (state) => state.photo?.source);
  const [first, ...more] = photos;
  const others = more.length > 0 || (first && listedAs(photos, source) !== first);
  return others || hasForgotten ? <Tray /> : null;
}
