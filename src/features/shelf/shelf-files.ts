import { saveFile } from '../../export/picture-png';
import { shelfHere } from '../../page/shelf/shelf-here';
import { showError, showNotice } from '../../panels/notices';
import type { Card } from '../../shelf/card';
import { shelfFromFile, shelfToFile } from '../../shelf/shelf-file';
import { say } from '../../words/say';

/** Saves every card with all that it keeps as one file; what stands in the way is said. */
export async function saveShelf(cards: readonly Card[]): Promise<void> {
  const shelf = shelfHere();
  if (!shelf) return;
  try {
    saveFile(await shelfToFile(shelf, cards), 'lucarne-shelf.zip');
  } catch (thrown) {
    showError(thrown);
  }
}

/** Puts a saved shelf's cards beside those that are here; what stands in the way is said. */
export async function takeShelf(file: File): Promise<void> {
  const shelf = shelfHere();
  if (!shelf) return;
  try {
    const count = await shelfFromFile(shelf, file);
    showNotice(
      say('{count, plural, one {One card is on the shelf} other {# cards are on the shelf}}', { count }),
    );
  } catch (thrown) {
    showError(thrown);
  }
}
