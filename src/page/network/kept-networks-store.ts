import { createStore } from 'zustand/vanilla';
import { LabError } from '../../core/records/lab-error';
import type { StorageRoom } from '../../engine/page/lab-client';
import { lab } from '../lab';
import { phrase } from '../../words/say';

interface KeptNetworksState {
  /** What this browser holds and may hold; null where it keeps nothing, undefined while not asked. */
  readonly room: StorageRoom | null | undefined;
}

export const keptNetworksStore = createStore<KeptNetworksState>(() => ({ room: undefined }));

/** Asks the browser how much room there is. One that does not say is taken to keep nothing. */
export async function refreshRoom(): Promise<void> {
  keptNetworksStore.setState({
    room: await lab()
      .room()
      .catch(() => null),
  });
}

/** Keeps a network of the person's own for the next visit. Throws a LabError: `storage-full`, or that there are no files to keep. */
export async function keepNetwork(id: string): Promise<void> {
  try {
    await lab().keep(id);
  } catch (thrown) {
    if (!(thrown instanceof LabError) || thrown.code !== 'network-unknown') throw thrown;
    throw new LabError(
      'network-unknown',
      phrase('Only a network opened from files can be kept here.'),
      phrase('Save its files to this device, then drop them on the page.'),
      { cause: thrown },
    );
  }
  await refreshRoom();
}

/** Deletes a kept network from this browser. Throws a LabError. */
export async function forgetNetwork(id: string): Promise<void> {
  await lab().forget(id);
  await refreshRoom();
}
