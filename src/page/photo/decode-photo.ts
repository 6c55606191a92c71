import type { Decoding } from '../../core/records/decoding';
import { decodeImage, type DecodedImage } from '../../photo/image-intake';
import type { ImageSource } from '../../engine/page/lab-client';
import { recordOf } from '../../export/run-record';
import { settingsStore } from '../settings/settings-store';

/** What the settings ask for of a photo's file. */
export function decodingInUse(): Decoding {
  const { colourProfile, transparency } = settingsStore.getState();
  return { colourProfile, transparency };
}

/**
 * Decodes a photo as the settings ask. `scale` is how often each pixel of a saved picture is repeated; by default its own
 * record says so. Throws as `decodeImage` does.
 */
export async function decodePhoto(source: ImageSource, scale?: number): Promise<DecodedImage> {
  const said = scale ?? (source instanceof Blob ? await scaleIn(source) : null);
  return decodeImage(source, { ...decodingInUse(), ...(said === null ? {} : { scale: said }) });
}

async function scaleIn(file: Blob): Promise<number | null> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const isPng = head[0] === 0x89 && head[1] === 0x50 && head[2] === 0x4e && head[3] === 0x47;
  return isPng ? (recordOf(new Uint8Array(await file.arrayBuffer()))?.scale ?? null) : null;
}
