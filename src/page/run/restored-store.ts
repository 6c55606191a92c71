import { createStore } from 'zustand/vanilla';
import type { Restored } from './restore-run';

/** The saved picture whose run came back last, until the person has read of it. */
export const restoredStore = createStore<{
  readonly last: { readonly file: File; readonly restored: Restored } | null;
}>(() => ({ last: null }));
