import { IconPhotoDown } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { settingsStore } from '../../page/settings/settings-store';
import { viewShown } from '../../page/settings/views';
import { useDropAndPaste } from '../../panels/open-files/use-drop-and-paste';
import { phrase, sayWords } from '../../words/say';

/** Takes what is dropped anywhere on the page or pasted into it; shows itself only while something is being dragged. */
export function DropOverlay() {
  const over = useDropAndPaste();
  const hint = useStore(settingsStore, (state) => viewShown(state)?.photos?.hint);
  if (!over) return null;
  return (
    <div className="drop">
      <IconPhotoDown size={44} stroke={1.3} aria-hidden />
      <p>{sayWords(hint ?? phrase('Drop photos, a PNG saved here, or a network'))}</p>
    </div>
  );
}
