import { prepareAvif } from './avif-file';
import { prepareBitmap } from './bitmap-file';
import { prepareGif } from './gif-file';
import { prepareIcon } from './icon-file';
import { prepareJpeg } from './jpeg-file';
import type { PreparedPicture } from './prepared-picture';
import { prepareWebp } from './webp-file';

/** What makes a file of a format ready that is no PNG, by the format's name as `readImageHeader` gives it. */
export const OTHER_FORMATS: Readonly<
  Record<string, (bytes: Uint8Array<ArrayBuffer>) => PreparedPicture | Promise<PreparedPicture>>
> = {
  jpg: prepareJpeg,
  webp: prepareWebp,
  avif: prepareAvif,
  gif: prepareGif,
  bmp: prepareBitmap,
  ico: prepareIcon,
  cur: prepareIcon,
};
