import { prepareAvif } from './avif-file';
import { prepareBitmap } from './bitmap-file';
import { prepareGif } from './gif-file';
import { prepareIcon } from './icon-file';
import { prepareJpeg } from './jpeg-file';
import { preparePng } from '../png/png-file';
import { asItIs, type PreparedPicture } from './prepared-picture';
import { prepareWebp } from './webp-file';

const FORMATS: Readonly<
  Record<string, (bytes: Uint8Array<ArrayBuffer>) => PreparedPicture | Promise<PreparedPicture>>
> = {
  jpg: prepareJpeg,
  png: preparePng,
  webp: prepareWebp,
  avif: prepareAvif,
  gif: prepareGif,
  bmp: prepareBitmap,
  ico: prepareIcon,
  cur: prepareIcon,
};

/** Makes a file of a format (`png`, `jpg`, ... as `readImageHeader` names it) ready. A format with nothing to do stays as it is. */
export async function preparePicture(
  bytes: Uint8Array<ArrayBuffer>,
  format: string,
): Promise<PreparedPicture> {
  return (await FORMATS[format]?.(bytes)) ?? asItIs(bytes);
}
