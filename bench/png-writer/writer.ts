import { pictureToPng } from '../../src/export/picture-png';

declare global {
  interface Window {
    /** The page's own writer of PNG files, for scripts that are given pictures and not buttons. */
    pictureToPng: typeof pictureToPng;
  }
}

window.pictureToPng = pictureToPng;
