import type { PixelImage } from '../../../core/pictures/pixel-image';
import { AS_PILLOW } from '../../../core/records/decoding';
import { pictureToPng } from '../../../export/picture-png';
import type { RunRecord } from '../../../export/run-record';
import { decodePhoto } from '../../../page/photo/decode-photo';
import { settingsStore } from '../../../page/settings/settings-store';
import { decodeImage } from '../../../photo/image-intake';
import { fitBitmap } from '../../../photo/picture-fit';

type Size = readonly [height: number, width: number];

/** What opens photos, writes files and reads them again; a test brings its own. */
export interface PictureFiles {
  /** A photo as a network of this size sees it. */
  open(source: Blob | string, size: Size): Promise<PixelImage>;
  readonly write: (picture: PixelImage, record: RunRecord) => Promise<Blob>;
  /** A written picture, as any program decodes it. */
  read(png: Blob, size: Size): Promise<PixelImage>;
}

export const BROWSER_FILES: PictureFiles = {
  async open(source, size) {
    const { bitmap } = await decodePhoto(source);
    return fitBitmap(bitmap, size, settingsStore.getState().fit).finally(() => {
      bitmap.close();
    });
  },
  write: pictureToPng,
  async read(png, size) {
    const { bitmap } = await decodeImage(png, { ...AS_PILLOW, scale: 1 });
    return fitBitmap(bitmap, size, 'squash').finally(() => {
      bitmap.close();
    });
  },
};
