import type { PixelImage } from '../../../core/pictures/pixel-image';
import { LabError } from '../../../core/records/lab-error';
import type { Fit } from '../../../core/records/recipe';
import type { DecodedImage } from '../../../photo/image-intake';
import { fitBitmap } from '../../../photo/picture-fit';
import { asLabError } from '../../../page/as-lab-error';
import { decodePhoto } from '../../../page/photo/decode-photo';
import { settingsStore } from '../../../page/settings/settings-store';
import { compareStore, patchRow, type TableRow } from './compare-store';
import { inputKey, packInput, unpackInput } from './packed-map';
import { phrase } from '../../../words/say';

type InputSize = readonly [number, number];

/** What opens pictures; a test brings its own. */
export interface PictureOpener {
  decode(source: Blob | string): Promise<Pick<DecodedImage, 'bitmap'>>;
  fit(bitmap: ImageBitmap, size: InputSize, fit: Fit): Promise<PixelImage>;
}

const BROWSER: PictureOpener = { decode: (source) => decodePhoto(source), fit: fitBitmap };

/** A browser that has nothing else to do has freed a closed picture's memory after this long. */
const FREEING_MS = 40;

let last: Promise<unknown> = Promise.resolve();

/** Pictures are opened one after the other: never are two decoded at a time. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}

/**
 * A row's photo at a network's `[height, width]`: the exact bytes it sees. Decoded where it has not been yet, fitted at
 * once to every size the table needs, and closed again.
 * @throws LabError as `decodeImage`, `bad-parameter` where the row is gone.
 */
export async function openRow(
  id: string,
  size: InputSize,
  fit: Fit,
  opener: PictureOpener = BROWSER,
): Promise<PixelImage> {
  const kept = await keptInput(id, size, fit);
  if (kept) return kept;
  return inTurn(async () => {
    const meanwhile = await keptInput(id, size, fit);
    if (meanwhile) return meanwhile;
    const { bitmap } = await opener.decode(rowOf(id).source);
    try {
      const sizes = new Map([size, ...sizesNeeded()].map((entry) => [inputKey(entry, fit), entry]));
      const inputs: Record<string, Blob> = { ...rowOf(id).inputs };
      let wanted: PixelImage | null = null;
      for (const [key, entry] of sizes) {
        const image = await opener.fit(bitmap, entry, fit);
        inputs[key] = packInput(image);
        wanted ??= image;
      }
      patchRow(id, { inputs });
      return wanted ?? (await opener.fit(bitmap, size, fit));
    } finally {
      bitmap.close();
      // The next one is not decoded before this one's memory is free.
      await new Promise((resolve) => setTimeout(resolve, FREEING_MS));
    }
  });
}

/** The bytes of a row for a size and fit, where they have been made. */
export async function keptInput(id: string, size: InputSize, fit: Fit): Promise<PixelImage | null> {
  const bytes = compareStore.getState().rows.find((row) => row.id === id)?.inputs[inputKey(size, fit)];
  return bytes ? unpackInput(bytes, size) : null;
}

let preparing = false;

/** Opens every row that has not been opened yet, so that the table shows its photos; a row that cannot be keeps why. */
export async function prepareRows(size: InputSize, opener: PictureOpener = BROWSER): Promise<void> {
  if (preparing) return;
  preparing = true;
  try {
    for (;;) {
      const { fit } = settingsStore.getState();
      const key = inputKey(size, fit);
      const row = compareStore.getState().rows.find(({ inputs, error }) => !inputs[key] && !error);
      if (!row) return;
      try {
        await openRow(row.id, size, fit, opener);
      } catch (thrown) {
        patchRow(row.id, { error: asLabError(thrown) });
      }
    }
  } finally {
    preparing = false;
  }
}

/** The input sizes of the table's networks, as far as they are loaded. */
function sizesNeeded(): readonly InputSize[] {
  const { columns, networks } = compareStore.getState();
  return columns.flatMap(({ network }) => {
    const info = networks[network];
    return info ? [info.size] : [];
  });
}

/** A row of the table. Throws LabError `bad-parameter` where it is gone. */
export function rowOf(id: string): TableRow {
  const row = compareStore.getState().rows.find((entry) => entry.id === id);
  if (row) return row;
  throw new LabError(
    'bad-parameter',
    phrase('This photo is no longer in the table.'),
    phrase('Add it again.'),
  );
}
