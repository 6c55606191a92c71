import { LabError } from '../core/records/lab-error';
import { isFull } from '../networks/storage/opfs';
import { phrase } from '../words/say';
import { type Card, type CardNotes, type NewCard, readCard } from './card';
import { keptBytes } from './kept-bytes';
import { readShelved, readShelvedPhoto, type Shelved, type ShelvedPhoto } from './shelved';
import { CARD, keysOf, MADE, PHOTO, THUMBNAIL } from './shelf-keys';
import type { ShelfStorage } from './shelf-storage';

/** A card with all that goes onto the shelf with it. */
export interface Shelving {
  readonly card: NewCard;
  readonly thumbnail: Blob | null;
  /** Null where nothing of its pictures is to be kept. */
  readonly made: Shelved | null;
  /** The photo that `card.photo` names; absent where it names none. */
  readonly photo?: ShelvedPhoto | undefined;
  /** Whether one that is there already stays as it is: the page draws a map again by itself whenever it begins. */
  readonly onlyNew?: boolean;
  /** What was written on it before, where it comes from a file. */
  readonly notes?: (CardNotes & Pick<Card, 'at'>) | undefined;
}

export interface CardContents {
  readonly made: Shelved | null;
  readonly photo: ShelvedPhoto | null;
}

/** The runs that are kept in this browser, each a card. What is written here is seen by every tab, and no tab's cards by another's are lost. */
export interface Shelf {
  /** The newest first, without those that were deleted. Empty where the browser keeps nothing. */
  list(): Promise<readonly Card[]>;
  /**
   * Keeps a run. One that was made again keeps its card, with all that is written on it. Where there is no room, the oldest
   * without a star go, `gone` of them. Throws LabError `storage-full` where that is not enough: nothing is lost then.
   */
  add(shelving: Shelving): Promise<{ readonly card: Card; readonly gone: number }>;
  /** What a card keeps. Throws LabError `bad-recipe` where it is gone, or cannot be read. */
  open(id: string): Promise<CardContents>;
  thumbnail(id: string): Promise<Blob | null>;
  /** Writes on a card. */
  note(id: string, notes: Partial<CardNotes>): Promise<void>;
  /** Takes cards off the shelf; what they keep goes when that can no longer be undone. */
  remove(ids: readonly string[]): Promise<void>;
  putBack(ids: readonly string[]): Promise<void>;
  /** Lets go of what was deleted so long ago that nobody undoes it. */
  tidy(): Promise<void>;
  /** Calls back whenever the list may have changed, here or in another tab; returns what stops that. */
  onChange(listener: () => void): () => void;
}

/** Cards without a star that are kept at most, and how much they may all take: the oldest make room for new ones. */
const MOST_CARDS = 1000;
const MOST_BYTES = 2e9;
/** How long a deletion can be undone at least. */
const UNDO_MS = 60_000;
/** Where less than so many times what is to be kept is free, the oldest make room before the disk is full. */
const ROOM = 3;

export function createShelf(storage: ShelfStorage): Shelf {
  const listeners = new Set<() => void>();
  const tellHere = (): void => {
    for (const listener of listeners) listener();
  };
  const tell = (): void => {
    tellHere();
    storage.tellOthers();
  };
  storage.onOthers(tellHere);

  const all = async (): Promise<readonly Card[]> =>
    (await storage.cards())
      .map(readCard)
      .filter((card) => card !== null)
      .sort((a, b) => b.at - a.at);

  /** The oldest cards without a star that are to go so that `bytes` become free; all there are where they would not do. */
  const oldest = (cards: readonly Card[], bytes: number): readonly Card[] => {
    const going: Card[] = [];
    let free = 0;
    for (const card of cards.toReversed().filter(({ starred }) => !starred)) {
      if (free >= bytes) break;
      going.push(card);
      free += card.bytes;
    }
    return going;
  };

  /** Those that are more than the shelf holds beside one that takes `bytes`. */
  const tooMany = (cards: readonly Card[], bytes: number): readonly Card[] => {
    let taken = bytes;
    return cards
      .filter(({ starred }) => !starred)
      .filter((card, place) => {
        taken += card.bytes;
        return place >= MOST_CARDS - 1 || taken > MOST_BYTES;
      });
  };

  /** Writes on cards as they are kept now; one that is gone stays so. */
  const write = async (
    ids: readonly string[],
    notes: Partial<CardNotes & Pick<Card, 'deleted'>>,
  ): Promise<void> => {
    const there = new Set((await all()).map(({ id }) => id));
    const merge = ids
      .filter((id) => there.has(id))
      .map((id) => [CARD + id, (kept: unknown) => ({ ...(kept as Card), ...notes })] as const);
    await storage.change({ merge });
    tell();
  };

  return {
    list: () =>
      all().then(
        (cards) => cards.filter(({ deleted }) => deleted === null),
        () => [],
      ),

    async add({ card: given, thumbnail, made, photo, onlyNew, notes }) {
      const before = await all();
      const again = before.find(({ key }) => key === given.key);
      if (again && (onlyNew || (again.deleted === null && isLess(given, again))))
        return { card: again, gone: 0 };
      const blank = { starred: false, name: '', comment: '' };
      const card: Card = {
        ...given,
        version: 1,
        id: again?.id ?? storage.newId(),
        at: storage.today(),
        ...blank,
        ...(again?.deleted === null ? notesOf(again) : blank),
        ...notes,
        bytes: keptBytes([given, made, thumbnail]),
        deleted: null,
      };
      const change = {
        // What another tab has written on it meanwhile stays.
        merge: [
          [CARD + card.id, (kept: unknown) => ({ ...card, ...notesOf(readCard(kept) ?? card) })],
        ] as const,
        put: [
          [MADE + card.id, made],
          [THUMBNAIL + card.id, thumbnail],
        ] as const,
        putNew: photo && card.photo !== null ? ([[PHOTO + card.photo, photo]] as const) : [],
      };
      const others = before.filter(({ id }) => id !== card.id);
      const bytes = card.bytes + (photo ? keptBytes(photo) : 0);
      const free = await storage.room();
      // In one transaction with the new one: either it is kept, or nothing is lost.
      const putWithout = async (going: ReadonlySet<Card>): Promise<number> => {
        await storage.change({
          ...change,
          remove: [...going].flatMap(({ id }) => keysOf(id)),
          ...(going.size > 0 ? { photosOf: photosOfCards } : {}),
        });
        return [...going].filter(({ deleted }) => deleted === null).length;
      };
      const over = tooMany(others, card.bytes);
      const tight = free < ROOM * bytes ? oldest(others, bytes) : [];
      try {
        const gone = await putWithout(new Set([...over, ...tight])).catch((thrown: unknown) => {
          if (!isFull(thrown)) throw thrown;
          return putWithout(new Set([...over, ...oldest(others, ROOM * bytes)]));
        });
        tell();
        return { card, gone };
      } catch (thrown) {
        throw isFull(thrown) ? noRoom(thrown) : thrown;
      }
    },

    async open(id) {
      const card = readCard(await storage.get(CARD + id));
      if (!card) throw notThere();
      const [made, photo] = await Promise.all([
        storage.get(MADE + id),
        card.photo === null ? undefined : storage.get(PHOTO + card.photo),
      ]);
      return {
        made: made === null || made === undefined ? null : readShelved(made),
        photo: readShelvedPhoto(photo),
      };
    },

    async thumbnail(id) {
      const kept = await storage.get(THUMBNAIL + id);
      return kept instanceof Blob ? kept : null;
    },

    async note(id, notes) {
      await write([id], notes);
    },

    async remove(ids) {
      await write(ids, { deleted: storage.today() });
    },

    async putBack(ids) {
      await write(ids, { deleted: null });
    },

    async tidy() {
      const over = (await all()).filter(
        ({ deleted }) => deleted !== null && storage.today() - deleted > UNDO_MS,
      );
      if (over.length === 0) return;
      await storage.change({ remove: over.flatMap(({ id }) => keysOf(id)), photosOf: photosOfCards });
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether of two of the same work one has come less far: it takes nothing away from the other. */
function isLess(one: Pick<Card, 'phase' | 'step'>, other: Pick<Card, 'phase' | 'step'>): boolean {
  return one.phase === 'stopped' && (other.phase === 'done' || one.step < other.step);
}

function notesOf({ starred, name, comment }: Card): CardNotes {
  return { starred, name, comment };
}

function photosOfCards(cards: readonly unknown[]): ReadonlySet<string> {
  // A later version's card is not read, and its photo stays all the same.
  const named = cards.map((card) => (card as { readonly photo?: unknown } | null)?.photo);
  return new Set(named.filter((photo) => typeof photo === 'string'));
}

function notThere(): LabError {
  return new LabError(
    'bad-recipe',
    phrase('This card is no longer on the shelf.'),
    phrase('Choose another, or run it anew.'),
  );
}

function noRoom(cause: unknown): LabError {
  return new LabError(
    'storage-full',
    phrase('This browser has no room for another card: what this run made is on the stage alone.'),
    phrase('Every card that is kept stays. Delete some, or free some disk space; or save its pictures.'),
    { cause },
  );
}
