import type { OwnNetwork } from '../../engine/protocol/protocol';
import { imageStore, openImage } from '../photo/image-store';
import { lab } from '../lab';
import { settingsToHash } from '../settings/settings-hash';
import { settingsStore } from '../settings/settings-store';
import { isReturn, type Visit, visitMemory, type VisitPhoto } from './visit-memory';

/** Bytes up to which own networks are remembered as they come; larger ones only when the page is about to reload. */
const SMALL_NETWORKS = 200e6;

const NOTHING: Visit = { photo: null, networks: [] };

/** What this visit had open before the page was reloaded or left and come back to; nothing on a page just begun. */
export async function visitBefore(): Promise<Visit> {
  return isReturn() ? visitMemory.recall() : NOTHING;
}

/**
 * Opens the photo of the visit before; where there is none, or it cannot be opened, which is told, the given one. Rejects as
 * `openImage`.
 */
export async function openPhotoOf(
  { photo }: Visit,
  otherwise: VisitPhoto & { source: string },
  report: (thrown: unknown) => void,
): Promise<void> {
  const tell = (thrown: unknown): null => {
    report(thrown);
    return null;
  };
  const opened = photo && (await openImage(photo.source, photo.name).catch(tell));
  if (!opened && !imageStore.getState().opening) await openImage(otherwise.source, otherwise.name);
}

/** Remembers each photo and the networks of the person's own as they come, beginning with those of `before`. */
export function rememberVisit(before: Visit): () => void {
  let known = idsOf(before.networks);
  // Remembering is a convenience: a browser that keeps nothing goes without.
  const ignore = (): void => undefined;
  const stops = [
    imageStore.subscribe((now, then) => {
      if (now.photo !== then.photo) visitMemory.rememberPhoto(photoNow()).catch(ignore);
    }),
    lab().onNetworks(() => {
      const own = lab().own();
      if (idsOf(own) === known || bytesOf(own) > SMALL_NETWORKS) return;
      known = idsOf(own);
      visitMemory.rememberNetworks(own).catch(ignore);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Reloads the page, which comes back with the photo, the networks of the person's own, and every setting. Rejects, and
 * reloads nothing, where the browser cannot keep them.
 */
export async function reloadWithVisit(): Promise<void> {
  await visitMemory.rememberPhoto(photoNow());
  await visitMemory.rememberNetworks(lab().own());
  const hash = settingsToHash(settingsStore.getState());
  history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
  location.reload();
}

function photoNow(): VisitPhoto | null {
  const { photo } = imageStore.getState();
  return photo?.source === undefined ? null : { name: photo.name, source: photo.source };
}

function idsOf(networks: readonly OwnNetwork[]): string {
  return JSON.stringify(networks.map(({ id, request }) => [id, request]));
}

function bytesOf(networks: readonly OwnNetwork[]): number {
  const files = networks.flatMap(({ request }) => ('files' in request ? request.files : []));
  return files.reduce((sum, { size }) => sum + size, 0);
}
