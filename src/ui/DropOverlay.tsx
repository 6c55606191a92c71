import { Dropzone } from '@mantine/dropzone';
import { IconPhotoDown } from '@tabler/icons-react';
import { openFiles } from './intake';

/** Takes files dropped anywhere on the page; shows itself only while something is being dragged. */
export function DropOverlay() {
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
        <p>Drop a photo, a PNG saved here, or a network</p>
      </div>
    </Dropzone.FullScreen>
  );
}
