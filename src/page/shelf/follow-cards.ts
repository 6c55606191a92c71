import { createLatest } from '../../core/records/latest';
import type { Card } from '../../shelf/card';
import { followLate } from '../late-parts';
import { shelfHere } from './shelf-here';
import { shelfStore } from './shelf-store';

const readings = createLatest();

async function refresh(): Promise<void> {
  const signal = readings.begin();
  const cards = await listShelf();
  if (!signal.aborted) shelfStore.setState({ cards });
}

/** The cards as they are kept now, the newest first. */
export async function listShelf(): Promise<readonly Card[]> {
  return (await shelfHere()?.list()) ?? [];
}

/** Shows the cards that there are, and every change of them, in whichever tab it was made. */
export function followCards(): void {
  followLate(() => {
    const shelf = shelfHere();
    void refresh();
    void shelf?.tidy().catch(() => undefined);
    return shelf?.onChange(() => void refresh()) ?? (() => undefined);
  });
}
