import type { NetworkRow } from '../../engine/protocol/protocol';
import type { WeightType } from '../../networks/storage/stored-weight';
import type { ZooEntry } from '../../networks/download/zoo';
import { bytes } from '../../ui/numbers/numbers';
import { whole } from '../../words/number';
import type { Phrase } from '../../words/message';
import { phrase, say } from '../../words/say';

type Choice = ZooEntry['choices'][number];

/** How weights are kept, in words. */
export const WEIGHT_WORDS: Readonly<
  Record<WeightType, { readonly short: Phrase; readonly kept: Phrase; readonly about: Phrase }>
> = {
  uint8: {
    short: phrase('Smaller'),
    kept: phrase('8-bit weights'),
    about: phrase('Each weight becomes the nearest of 256 levels.'),
  },
  float16: {
    short: phrase('Closer'),
    kept: phrase('16-bit weights'),
    about: phrase('Each weight is rounded to 11 binary digits.'),
  },
  float32: {
    short: phrase('Exact'),
    kept: phrase('32-bit weights'),
    about: phrase('The weights are kept as published.'),
  },
};

/** The form in which a kept network's weights are, told by its size; null where it has none of the published choices' sizes. */
export function keptChoice({ zoo, bytes: size }: Pick<NetworkRow, 'zoo' | 'bytes'>): Choice | null {
  if (!zoo || size === undefined) return null;
  return zoo.choices.find((choice) => Math.abs(choice.bytes - size) < 0.1 * choice.bytes) ?? null;
}

/** How much a network is to download: `about 553 MB` where the publisher does not state the exact bytes. */
export function downloadSize(size: number, zoo: Pick<ZooEntry, 'sha256'> | undefined): string {
  return zoo?.sha256 === null ? say('about {size}', { size: bytes(size) }) : bytes(size);
}

/** How the download is known to be the right one. */
export function fingerprintWords({ sha256 }: Pick<ZooEntry, 'sha256'>): string {
  return sha256 === null
    ? say('No fingerprint is published: the first download is trusted, later ones must equal it.')
    : say('Checked against its published SHA-256.');
}

/** Bytes of memory above which a network deserves a warning. */
const MUCH_MEMORY = 500e6;

/** What to say of a network's need for memory; null where any device has enough. */
export function memoryWarning(memory: number, smallDevice: boolean): string | null {
  if (memory <= MUCH_MEMORY) return null;
  const need = { memory: (memory / 1e9).toFixed(1) };
  return smallDevice
    ? say(
        'Needs about {memory} GB of memory while in use. This device may not have that to spare: the browser may then close the page.',
        need,
      )
    : say('Needs about {memory} GB of memory while in use; close other heavy pages first.', need);
}

/** What to say where the browser's storage looks too small, as the file and what is made of it lie there together for a while. */
export function roomWarning(
  download: number,
  kept: number,
  room: { readonly used: number; readonly quota: number } | null | undefined,
): string | null {
  if (!room) return null;
  const free = Math.max(0, room.quota - room.used);
  const needed = download + kept;
  if (needed <= free) return null;
  const mb = (count: number): string => `${whole(Math.round(count / 1e6))} ${say('MB')}`;
  return say(
    'For a while this takes {needed} of the browser’s storage, and about {free} is free. Delete a network, or free disk space first.',
    { needed: mb(needed), free: mb(free) },
  );
}

/** Whether this device is likely to be short of memory: it says so, or it is held in a hand. */
export function isSmallDevice(): boolean {
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return (deviceMemory !== undefined && deviceMemory <= 4) || matchMedia('(pointer: coarse)').matches;
}

/** Whether a network is the person's own, so that how it is read is theirs to say. */
export function canReread({ origin, zoo }: Pick<NetworkRow, 'origin' | 'zoo'>): boolean {
  return origin === 'own' || (origin === 'kept' && !zoo);
}
