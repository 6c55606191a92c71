import { createStore } from 'zustand/vanilla';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { isAbort } from '../../../core/records/abort';
import { createLatest } from '../../../core/records/latest';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { networkAnswer, type NetworkAnswer } from '../../../page/network/network-answer';
import { type AskedNetwork, networksAtHand } from '../../../page/network/networks-at-hand';
import type { Words } from '../../../words/message';

/** A picture that was made for a class, and the network it was made on. */
export interface MadePicture {
  readonly image: PixelImage;
  readonly network: string;
  readonly target: number;
  readonly targetName: string;
  /** Updates it had taken. */
  readonly step: number;
  /** Aborts once another run takes the place of the one that made it. */
  readonly run: AbortSignal;
}

/** A network's row: what it makes of the picture, or why it could not be asked; neither before it has been asked. */
export interface ReadingRow extends AskedNetwork {
  readonly answer: NetworkAnswer | null;
  readonly failure: Words | null;
}

interface ReadingsState {
  readonly of: MadePicture | null;
  readonly rows: readonly ReadingRow[];
  readonly running: boolean;
}

export const EMPTY_READINGS: ReadingsState = { of: null, rows: [], running: false };

/** What every network at hand reads in the visualisation that was asked about last. */
export const readingsStore = createStore<ReadingsState>(() => EMPTY_READINGS);
const askings = createLatest();

/** Asks every network at hand about a picture, the one it was made on first; another asking ends this one. */
export async function askNetworks(of: MadePicture): Promise<void> {
  const signal = askings.begin();
  const isOwn = ({ id }: AskedNetwork): boolean => id === of.network;
  const asked = networksAtHand();
  const rows = [...asked.filter(isOwn), ...asked.filter((one) => !isOwn(one))].map((one): ReadingRow => ({
    ...one,
    answer: null,
    failure: null,
  }));
  readingsStore.setState({ of, rows, running: true });
  const wanted = { index: of.target, name: of.targetName };
  const tell = (id: string, told: Partial<ReadingRow>): void => {
    if (signal.aborted) return;
    readingsStore.setState(({ rows: now }) => ({
      rows: now.map((row) => (row.id === id ? { ...row, ...told } : row)),
    }));
  };
  try {
    for (const { id } of rows) {
      try {
        const info = await lab().load({ id }, { signal });
        tell(id, { answer: await networkAnswer(info, of.image, wanted, signal) });
      } catch (thrown) {
        if (isAbort(thrown)) return;
        tell(id, { failure: asLabError(thrown).message });
      }
    }
  } finally {
    if (!signal.aborted) readingsStore.setState({ running: false });
  }
}
