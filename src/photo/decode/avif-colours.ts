import { pixelStrips } from './pixel-strips';

/** An AVIF of 16 x 16 pixels, red beside blue, that keeps its colours at half its size (4:2:0), as most photos do. */
const PROBE =
  'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAA' +
  'AAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAAMwAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEA' +
  'AGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAAEAAAABAAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwA' +
  'AAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAO21kYXQSAAoJGAz/2iAhoNCAMiRF4eHhiGEkkkmU' +
  'AAACsVRBU41qSUQJRkWAFtXmABVP80bhK4A=';
/** The reds of its eighth row as libavif gives them, to Pillow and to Chromium: blended where the colours meet. */
const REDS = [231, 231, 231, 231, 231, 210, 169, 91, 50, 30, 30, 30, 30, 30, 30, 30];

let known: Promise<boolean> | undefined;

/** Whether this browser makes an AVIF's halved colours as Pillow does; Firefox repeats them instead of blending. */
export function blendsAvifColours(): Promise<boolean> {
  return (known ??= measure());
}

async function measure(): Promise<boolean> {
  const bytes = Uint8Array.from(atob(PROBE), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/avif' }));
  const strips = pixelStrips(bitmap);
  const { value: strip } = await strips.next();
  const alike = REDS.every((red, x) => strip?.data[4 * (16 * 7 + x)] === red);
  await strips.return();
  bitmap.close();
  return alike;
}
