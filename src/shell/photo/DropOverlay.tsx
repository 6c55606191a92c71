import { IconPhotoDown } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { settingsStore } from '../../page/settings/settings-store';
import { viewShown } from '../../page/settings/views';
import { useIntake } from '../../panels/intake/use-intake';

/** Takes what is dropped anywhere on the page or pasted into it; shows itself only while something is being dragged. */
export function DropOverlay() {
  const over = useIntake();
  const hint = useStore(settingsStore, (state) => viewShown(state)?.photos?.hint);
  if (!over) return null;
  return (
    <div className="drop">
      <IconPhotoDown size={44} stroke={1.3} aria-hidden />
      <p>{hint ?? 'Drop photos, a PNG saved here, or a network'}</p>
    </div>
  );
}
