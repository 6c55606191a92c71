import { useStore } from 'zustand';
import { lateCode } from '../../core/records/late-code';
import { shelfStore } from '../../page/shelf/shelf-store';
import { latePart } from '../../panels/boundary/late-part';
import { phrase } from '../../words/say';

const NAME = phrase('The shelf of runs');

const LateStrip = latePart({
  name: NAME,
  load: lateCode(NAME, async () => (await import('./ShelfStrip')).ShelfStrip),
});

/** The runs that are kept, along the bottom of the stage. Empty, and so takes no room, while there are none. */
export function Shelf() {
  const isThere = useStore(shelfStore, ({ cards, fault }) => cards.length > 0 || fault !== null);
  return <div className="shelf">{isThere && <LateStrip />}</div>;
}
