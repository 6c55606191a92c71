import { lateCode } from '../../core/records/late-code';
import { preparePng } from '../png/png-file';
import { asItIs, type PreparedPicture } from './prepared-picture';
import { phrase } from '../../words/say';

const others = lateCode(phrase('The reader of pictures other than PNG'), () => import('./other-formats'));

/** Makes a file of a format (`png`, `jpg`, ... as `readImageHeader` names it) ready. A format with nothing to do stays as it is. */
export async function preparePicture(
  bytes: Uint8Array<ArrayBuffer>,
  format: string,
): Promise<PreparedPicture> {
  // The samples are PNGs.
  if (format === 'png') return preparePng(bytes);
  const { OTHER_FORMATS } = await others();
  return OTHER_FORMATS[format]?.(bytes) ?? asItIs(bytes);
}
