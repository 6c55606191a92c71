import { Dropzone } from '@mantine/dropzone';
import { IconPhotoDown } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { settingsStore } from '../stores/settings-store';
import { openFiles } from './intake';

/** Takes files dropped anywhere on the page; shows itself only while something is being dragged. */
export function DropOverlay() {
  const comparing = useStore(
    settingsStore,
    ({ exercise, saliencyView }) => exercise === 'saliency' && saliencyView === 'table',
  );
  return (
    <Dropzone.FullScreen
      active
      withinPortal={false}
      tabIndex={-1}
      inputProps={{ 'aria-label': 'Files to open' }}
      onDrop={(files) => {
        void openFiles(files);
      }}
    >
      <div className="drop">
        <IconPhotoDown size={44} stroke={1.3} aria-hidden />
        <p>
          {comparing
            ? 'Drop photos, or a folder of them: each becomes a row'
            : 'Drop a photo, a PNG saved here, or a network'}
        </p>
      </div>
    </Dropzone.FullScreen>
  );
}
