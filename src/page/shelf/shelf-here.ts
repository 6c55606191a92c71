import { createShelf, type Shelf } from '../../shelf/shelf';
import { openShelfStorage } from '../../shelf/shelf-storage';

let given: Shelf | null = null;

/** This browser's shelf; null where it keeps nothing. */
export function shelfHere(): Shelf | null {
  if (!given && 'indexedDB' in globalThis) given = createShelf(openShelfStorage());
  return given;
}

/** Gives the page a shelf of its own, as a test does; null takes it away again. */
export function provideShelf(own: Shelf | null): void {
  given = own;
}
