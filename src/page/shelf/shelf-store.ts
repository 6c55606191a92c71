import { createStore } from 'zustand/vanilla';
import type { Card } from '../../shelf/card';

interface ShelfState {
  /** The newest first. */
  readonly cards: readonly Card[];
  /** The card on the stage, if any. */
  readonly shown: string | null;
  /** What went wrong with keeping, to be said; null where nothing did. */
  readonly fault: unknown;
}

/** What the shelf shows. Its cards are read once its code is there. */
export const shelfStore = createStore<ShelfState>(() => ({ cards: [], shown: null, fault: null }));
