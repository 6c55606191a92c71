import { createKeptNetworks, type KeptNetworks } from './kept-networks';

/** This page's kept networks; null where the browser keeps nothing (an old one, or some private windows). */
export async function openKeptNetworks(): Promise<KeptNetworks | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return createKeptNetworks(() => Promise.resolve(root));
  } catch {
    return null;
  }
}
