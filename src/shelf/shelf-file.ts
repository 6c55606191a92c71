import { createZip } from '../export/zip-writer';
import { LabError } from '../core/records/lab-error';
import { phrase } from '../words/say';
import { type Card, readCard } from './card';
import { readPlain, writePlain } from './plain-file';
import type { Shelf } from './shelf';
import { readShelved, readShelvedPhoto } from './shelved';

const INDEX = 'lucarne-shelf.json';
const VERSION = 1;
/** An archive is held in memory whole. */
const LARGEST = 2 ** 30;

/** Every card with all that it keeps, as one ZIP. */
export async function shelfToFile(shelf: Shelf, cards: readonly Card[]): Promise<Blob> {
  const zip = createZip();
  const written: { readonly folder: string; readonly card: Card; readonly parts: number }[] = [];
  for (const [i, card] of cards.entries()) {
    const folder = `cards/${String(i + 1).padStart(4, '0')}`;
    const { made, photo } = await shelf.open(card.id);
    const { text, parts } = writePlain({ made, photo, thumbnail: await shelf.thumbnail(card.id) });
    zip.text(`${folder}/kept.json`, text);
    for (const [place, part] of parts.entries()) await zip.file(`${folder}/${String(place)}.bin`, part);
    written.push({ folder, card, parts: parts.length });
  }
  zip.text(INDEX, JSON.stringify({ version: VERSION, cards: written }));
  return zip.end();
}

/**
 * Puts the cards of such a file beside those that are there; how many. One that is there already keeps what is written on it. Throws LabError
 * `bad-recipe` where it is no such file, and `storage-full` where there is no more room: the cards before stay.
 */
export async function shelfFromFile(shelf: Shelf, file: Blob): Promise<number> {
  const entries = await entriesOf(file);
  let put = 0;
  for (const { folder, card: given, parts } of indexOf(entries)) {
    const card = readCard(given);
    const text = entries.get(`${folder}/kept.json`);
    if (!card || !text) throw noShelf();
    const bytes = Array.from({ length: parts }, (_, place) => {
      const part = entries.get(`${folder}/${String(place)}.bin`);
      if (!part) throw noShelf();
      return new Blob([part]);
    });
    const kept = (await readPlain({ text: new TextDecoder().decode(text), parts: bytes }).catch(
      (cause: unknown) => {
        throw noShelf(cause);
      },
    )) as { readonly made?: unknown; readonly photo?: unknown; readonly thumbnail?: unknown };
    const { starred, name, comment, at } = card;
    const photo = readShelvedPhoto(kept.photo ?? undefined);
    await shelf.add({
      card,
      made: kept.made === null || kept.made === undefined ? null : readShelved(kept.made),
      thumbnail: kept.thumbnail instanceof Blob ? kept.thumbnail : null,
      ...(photo ? { photo } : {}),
      notes: { starred, name, comment, at },
    });
    put += 1;
  }
  return put;
}

interface IndexRow {
  readonly folder: string;
  readonly card: unknown;
  readonly parts: number;
}

function indexOf(entries: ReadonlyMap<string, Uint8Array>): readonly IndexRow[] {
  const text = entries.get(INDEX);
  try {
    const { version, cards } = JSON.parse(new TextDecoder().decode(text)) as {
      readonly version: unknown;
      readonly cards: unknown;
    };
    if (version === VERSION && Array.isArray(cards)) return cards as readonly IndexRow[];
  } catch (cause) {
    throw noShelf(cause);
  }
  throw noShelf();
}

async function entriesOf(file: Blob): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  if (file.size > LARGEST) throw noShelf();
  const { unzipSync } = await import('fflate');
  try {
    let unpacked = 0;
    const filter = ({ originalSize }: { readonly originalSize: number }): boolean => {
      unpacked += originalSize;
      return unpacked <= LARGEST;
    };
    return new Map(Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer()), { filter })));
  } catch (cause) {
    throw noShelf(cause);
  }
}

function noShelf(cause?: unknown): LabError {
  return new LabError(
    'bad-recipe',
    phrase('This file is no shelf that this page has saved, or it is damaged.'),
    phrase('Choose a file that “Save the shelf” has made; the cards that are here stay as they are.'),
    { cause },
  );
}
