import { enlarge } from '../core/pictures/enlarge';
import type { PixelImage } from '../core/pictures/pixel-image';
import { putBytes } from '../canvas/picture-bytes';
import { withTexts } from './png-text';
import { recordTexts, type RunRecord } from './run-record';

/** A picture as a PNG: each pixel repeated `record.scale` times each way, carrying the run's record. */
export async function pictureToPng(picture: PixelImage, record: RunRecord): Promise<Blob> {
  return carrying(await toPng(enlarge(picture, record.scale)), record);
}

/** A PNG with a run's record put into it. */
export async function carrying(png: Blob, record: RunRecord): Promise<Blob> {
  const bytes = withTexts(new Uint8Array(await png.arrayBuffer()), recordTexts(record));
  return new Blob([bytes], { type: 'image/png' });
}

/** A picture as a PNG that carries no run, with a line for programs that show a file's description. */
export async function plainPng(picture: PixelImage, description: string): Promise<Blob> {
  const png = await toPng(picture);
  const texts = [{ keyword: 'Description', text: description }];
  return new Blob([withTexts(new Uint8Array(await png.arrayBuffer()), texts)], { type: 'image/png' });
}

/** A picture as a PNG data URL, for the record's own copy of the input. */
export async function toDataUrl(picture: PixelImage): Promise<string> {
  const png = await toPng(picture);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('The picture could not be read back.'));
    };
    reader.readAsDataURL(png);
  });
}

async function toPng(picture: PixelImage): Promise<Blob> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  putBytes(canvas, picture);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Offers a blob to the person as a file. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
