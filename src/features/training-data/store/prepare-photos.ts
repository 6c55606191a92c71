import { createLatest } from '../../../core/records/latest';
import { isAbort } from '../../../core/records/abort';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { networkStore } from '../../../page/network/network-store';
import { sameClass } from '../../../core/records/same-class';
import { openedPhotos } from '../../../page/photo/opened-photos';
import { isStageHeld, untilStageFree } from '../../../page/run/held-stage';
import { SAMPLES } from '../../../page/photo/samples';
import { interpretationKey } from '../../../page/request/map-request';
import { settingsStore } from '../../../page/settings/settings-store';
import { BROWSER_FILES, type PictureFiles } from './picture-files';
import type { PhotoSet } from './training-params';
import { type LabelSource, type TrainingPhoto, trainingStore, type TrainingSubject } from './training-store';

interface PhotoToOpen {
  readonly key: string;
  readonly name: string;
  readonly source: Blob | string;
  /** What it is known to show, by name. */
  readonly shows: string | null;
  readonly knownBy: LabelSource;
}

/** The photos of a set, in their order. */
function photosOf(set: PhotoSet): readonly PhotoToOpen[] {
  if (set === 'samples') {
    return SAMPLES.map(({ id, name, url, className }) => {
      return { key: id, name, source: url, shows: className, knownBy: 'sample' };
    });
  }
  return openedPhotos.getState().map(({ id, name, source }) => {
    return { key: String(id), name, source, shows: folderOf(source), knownBy: 'folder' };
  });
}

/** The folder that a dropped file lay in: sets of photos are often sorted into folders by class. */
function folderOf(source: Blob | string): string | null {
  if (!(source instanceof File)) return null;
  const { path } = source as File & { readonly path?: unknown };
  const whole = typeof path === 'string' ? path : source.webkitRelativePath;
  return whole.split('/').filter(Boolean).at(-2) ?? null;
}

/** Which photos would be opened now, and for which network; null while there is none. */
export function subjectNow(): TrainingSubject | null {
  const { info: network } = networkStore.getState();
  if (!network) return null;
  const { fit, colourProfile, transparency } = settingsStore.getState();
  const { photoSet } = trainingStore.getState();
  const photos = photosOf(photoSet).map(({ key }) => key);
  const how = [network.id, interpretationKey(network), fit, colourProfile, transparency];
  return { network, key: JSON.stringify([...how, photoSet, ...photos]) };
}

/** Whether what is shown is of the photos and the network that are chosen now. */
export function isSubjectNow(): boolean {
  return trainingStore.getState().subject?.key === subjectNow()?.key;
}

const openings = createLatest();

/**
 * Opens the photos that are chosen and has the network read each, going on where that was left; pictures made of others are let
 * go. A photo that cannot be opened is left out and says why. Rejects with an AbortError where `signal` aborts.
 */
export async function preparePhotos(
  signal: AbortSignal,
  files: PictureFiles = BROWSER_FILES,
): Promise<TrainingSubject | null> {
  const { getState, setState } = trainingStore;
  const subject = subjectNow();
  if (!subject) return null;
  if (!isSubjectNow())
    setState({ subject, photos: [], failures: [], attempts: [], planned: 0, tuned: null, error: null });
  const wanted = photosOf(getState().photoSet);
  for (;;) {
    const done = getState().photos.length + getState().failures.length;
    const photo = wanted[done];
    if (!photo) return subject;
    setState({ work: { stage: 'photos', done, total: wanted.length, leftMs: null } });
    try {
      const next = await opened(photo, subject, signal, files);
      signal.throwIfAborted();
      setState(({ photos }) => ({ photos: [...photos, next] }));
    } catch (thrown) {
      if (isAbort(thrown) || signal.aborted) throw thrown;
      const failure = { name: photo.name, error: asLabError(thrown) };
      setState(({ failures }) => ({ failures: [...failures, failure] }));
    }
  }
}

async function opened(
  { name, source, shows, knownBy }: PhotoToOpen,
  { network }: TrainingSubject,
  signal: AbortSignal,
  files: PictureFiles,
): Promise<TrainingPhoto> {
  const image = await files.open(source, network.size);
  const { top } = await lab().classify(network.id, image, signal);
  const read = { index: top[0]?.index ?? 0, probability: top[0]?.probability ?? 0 };
  const shown = shows === null ? null : sameClass(network.classes, { index: -1, name: shows });
  return {
    name,
    source,
    image,
    read,
    label: shown ?? read.index,
    labelledBy: shown === null ? 'network' : knownBy,
  };
}

/** Whether photos are being opened that nobody has asked for yet. */
let looking = false;

/** Opens the photos as soon as the view shows them; whatever else is begun goes first. */
export async function lookAtPhotos(): Promise<void> {
  // What is brought back from a card is on its way.
  if (isStageHeld('fooling')) await untilStageFree('fooling');
  const { work, attempts } = trainingStore.getState();
  if (work || attempts.length > 0) return;
  const signal = openings.begin();
  looking = true;
  try {
    await preparePhotos(signal);
  } catch (thrown) {
    if (!isAbort(thrown) && !signal.aborted) trainingStore.setState({ error: asLabError(thrown) });
  } finally {
    if (!signal.aborted) leavePhotos();
  }
}

/** Ends the opening that the view began by itself. */
export function leavePhotos(): void {
  if (!looking) return;
  looking = false;
  openings.cancel();
  trainingStore.setState({ work: null });
}
