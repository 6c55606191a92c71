import { LabError } from '../../core/records/lab-error';
import { recordOf } from '../../export/run-record';
import { openImage, type Photo } from '../../page/photo/image-store';
import { listPhotos } from '../../page/photo/opened-photos';
import { restoredStore, restoreRun } from '../../page/run/restore-run';
import { FIRST_VIEW } from '../../page/settings/settings-schema';
import { set, settingsStore } from '../../page/settings/settings-store';
import { VIEW_SETTING, viewShown, type NamedSource } from '../../page/settings/views';
import { asLabError } from '../../page/as-lab-error';
import { showError } from '../notices';
import { phrase, say } from '../../words/say';

export function named(file: File): NamedSource {
  return { name: file.name || say('Pasted picture'), source: file };
}

/**
 * Opens picture files: one becomes the photo; of several the first that opens does, and all are listed. A view that
 * takes photos, as the comparison table does, gets them all. A PNG saved here brings its run back.
 */
export async function openPictures(files: readonly File[], leftOut = 0): Promise<void> {
  const [first] = files;
  if (!first) return;
  const record = files.length === 1 ? await recordIn(first) : null;
  if (record) {
    // A restored picture is looked at by itself.
    if (photosTaker()) {
      const { exercise } = settingsStore.getState();
      set({ [VIEW_SETTING[exercise]]: FIRST_VIEW[exercise] });
    }
    restoredStore.setState({ last: { file: first, restored: await restoreRun(record, first) } });
    return;
  }
  const pictures = files.map(named);
  const { photo, failures } = await openFirst(pictures);
  if (photo) listPhotos(pictures.filter(({ source }) => !failures.has(source)));
  const taker = photosTaker();
  if (taker) {
    // What cannot be opened says why in its row.
    await taker.take(pictures, leftOut);
    return;
  }
  const [failed, ...more] = failures.values();
  if (failed !== undefined) showError(more.length > 0 ? andMore(failed, more.length) : failed);
}

/** Opens the first of some pictures that can be opened as the photo. Says nothing; gives what was thrown for those before it. */
export async function openFirst(pictures: readonly NamedSource[]): Promise<{
  readonly photo: Photo | null;
  readonly failures: ReadonlyMap<NamedSource['source'], unknown>;
}> {
  const failures = new Map<NamedSource['source'], unknown>();
  for (const { source, name } of pictures) {
    try {
      return { photo: await openImage(source, name), failures };
    } catch (thrown) {
      failures.set(source, thrown);
    }
  }
  return { photo: null, failures };
}

/** Opens one picture that lies in several places: the first that can be read. Says what is wrong with the first where none can. */
export async function openOneOf(places: readonly NamedSource[]): Promise<void> {
  const source = places[0]?.source;
  if (source instanceof File && (await recordIn(source))) {
    await openPictures([source]);
    return;
  }
  const { photo, failures } = await openFirst(places);
  const [failed] = failures.values();
  if (!photo && failed !== undefined) showError(failed);
  if (photo?.source !== undefined) await photosTaker()?.take([{ name: photo.name, source: photo.source }], 0);
}

/** The view on screen, where it takes the photos that come. */
const photosTaker = () => viewShown(settingsStore.getState())?.photos;

async function recordIn(file: File) {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (head[0] !== 0x89 || head[1] !== 0x50) return null;
  return recordOf(new Uint8Array(await file.arrayBuffer()));
}

function andMore(thrown: unknown, more: number): LabError {
  const { code, message, nextStep } = asLabError(thrown);
  return new LabError(
    code,
    phrase(
      '{message} {count, plural, one {Another file could not be opened either.} other {# other files could not be opened either.}}',
      { message, count: more },
    ),
    nextStep,
  );
}
