import { createStore } from 'zustand/vanilla';
import { plainName } from '../../core/records/plain-name';
import { imageStore } from './image-store';
import { isSample } from './sample-links';
import { say } from '../../words/say';

/** A photo of the person's own that was opened, or came with one that was. */
export interface OpenedPhoto {
  readonly id: number;
  readonly name: string;
  /** A file, which the browser keeps on disk, or an address: never its decoded pixels. */
  readonly source: Blob | string;
}

type NewPhoto = Omit<OpenedPhoto, 'id'>;

/** The photos of this visit, as they came: none is lost when another is opened. Samples have a place of their own. */
export const openedPhotos = createStore<readonly OpenedPhoto[]>(() => []);

/** The list as it was before photos were taken off it last, and these; null where there is nothing to bring back: once another comes. */
export const forgottenPhotos = createStore<{
  readonly last: { readonly before: readonly OpenedPhoto[]; readonly gone: readonly OpenedPhoto[] } | null;
}>(() => ({ last: null }));

let lastId = 0;

/** Lists photos after those that are there; one that is there already is not listed again. */
export function listPhotos(photos: readonly NewPhoto[]): void {
  for (const { name, source } of photos) {
    const there = openedPhotos.getState();
    if (isSample(source) || there.some((photo) => isSameSource(photo.source, source))) continue;
    openedPhotos.setState([...there, { id: ++lastId, name: plainName(name, say('Picture')), source }], true);
    forgottenPhotos.setState({ last: null });
  }
}

/** Takes photos off the list, all where none is named; the page goes on with the one it has. */
export function forgetPhotos(ids?: readonly number[]): void {
  const before = openedPhotos.getState();
  const gone = before.filter(({ id }) => ids?.includes(id) ?? true);
  if (gone.length === 0) return;
  openedPhotos.setState(
    before.filter((photo) => !gone.includes(photo)),
    true,
  );
  forgottenPhotos.setState({ last: { before, gone } });
}

/** Puts those that were taken off last back in their places. */
export function bringBackPhotos(): void {
  const { last } = forgottenPhotos.getState();
  if (!last) return;
  openedPhotos.setState(last.before, true);
  forgottenPhotos.setState({ last: null });
}

/** The listed photo that a source is, if any. */
export function listedAs(
  photos: readonly OpenedPhoto[],
  source: Blob | string | undefined,
): OpenedPhoto | null {
  if (source === undefined) return null;
  return photos.find((photo) => isSameSource(photo.source, source)) ?? null;
}

/** Lists whatever becomes the page's photo, however it was opened. Returns the function that stops it. */
export function keepOpened(): () => void {
  return imageStore.subscribe(({ photo }, before) => {
    // One that is only decoded again may have been taken off the list.
    if (!photo || photo.source === undefined || photo.source === before.photo?.source) return;
    listPhotos([{ name: photo.name, source: photo.source }]);
  });
}

/** Whether two sources are one: the same address, the same bytes in memory, or the same file opened again. */
function isSameSource(one: Blob | string, other: Blob | string): boolean {
  if (one === other) return true;
  if (!(one instanceof File) || !(other instanceof File)) return false;
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}
