import { Button } from '@mantine/core';
import { LabError } from '../core/lab-error';
import { recordOf } from '../export/run-record';
import { openImage } from '../stores/image-store';
import { picturesAmong } from '../stores/compare/edit-table';
import { openNetwork } from '../stores/network-store';
import { restoreRun, type Restored } from '../stores/restore-run';
import { set, settingsStore } from '../stores/settings-store';
import { fetchPart } from './boundary/fetch-part';
import { applyClassList, classListIn } from './network/class-list';
import { sayOwnNetwork } from './network/own-notice';
import { parseClassNames } from './network/parse-class-names';
import { readSentence } from './read-words';
import { say, sayError } from './say';

const MODEL_FILE = /\.(onnx|json|bin)$|shard\d+of\d+/i;

const CLASS_LIST_FILE = /\.(txt|csv)$/i;

/**
 * Opens whatever was dropped, pasted or picked: a photo, an exported PNG (its run comes back), a network, or a list of
 * class names for the network in use.
 */
export async function openFiles(files: readonly File[]): Promise<void> {
  const [first] = files;
  if (!first) return;
  try {
    const list = await classListIn(files);
    if (list !== null) {
      sayNames(await applyClassList(list, first.name));
      return;
    }
    if (files.some((file) => MODEL_FILE.test(file.name))) {
      await openDroppedNetwork(files);
      return;
    }
    const record = files.length === 1 ? await recordIn(first) : null;
    if (record) {
      // A restored map is looked at by itself.
      if (isComparing()) set({ saliencyView: 'map' });
      sayRestored(await restoreRun(record, first), first);
      return;
    }
    const pictures = picturesAmong(files);
    if (isComparing() && pictures.length > 0) {
      (await comparing()).comparePhotos(files);
      return;
    }
    const one = pictures[0] ?? first;
    const photo = await openImage(one, one.name || 'Pasted picture');
    if (photo && pictures.length > 1) offerTable(photo.name, files, pictures.length);
  } catch (thrown) {
    sayError(thrown);
  }
}

/** Opens a picture from an address, or a bundled sample. */
export async function openUrl(url: string, name: string): Promise<void> {
  try {
    await openImage(url, name);
  } catch (thrown) {
    sayError(thrown);
  }
}

/** Opens a network from an address. */
export async function openNetworkAddress(url: string): Promise<void> {
  const title = url.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) || url;
  const info = await openNetwork({ url }, title);
  if (info) sayOwnNetwork(info);
}

/** Opens the picture on the clipboard, where the browser lets a page read it. */
export async function pasteFromClipboard(): Promise<void> {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((entry) => entry.startsWith('image/'));
      if (!type) continue;
      await openFiles([new File([await item.getType(type)], 'Pasted picture', { type })]);
      return;
    }
    throw new LabError(
      'unsupported-image',
      'The clipboard holds no picture.',
      'Copy a picture first, then paste here.',
    );
  } catch (thrown) {
    const denied = thrown instanceof DOMException;
    sayError(
      denied
        ? new LabError(
            'unsupported-image',
            'The browser did not let the page read the clipboard.',
            'Press Ctrl+V (⌘V) instead.',
          )
        : thrown,
    );
  }
}

/** Whether the comparison table is what is on screen, and so takes the photos that are dropped. */
function isComparing(): boolean {
  const { exercise, saliencyView } = settingsStore.getState();
  return exercise === 'saliency' && saliencyView === 'table';
}

/** The table's own code comes with its view. */
const comparing = () => fetchPart('The comparison table', () => import('./compare/compare-photos'));

/** Several pictures: the first is open, and all of them can be compared. */
function offerTable(opened: string, files: readonly File[], pictures: number): void {
  const hide = say(
    `Opened ${opened}`,
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => {
        hide();
        comparing().then(({ openInTable }) => openInTable(files), sayError);
      }}
    >
      Compare all {pictures} in a table
    </Button>,
  );
}

async function recordIn(file: File) {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (head[0] !== 0x89 || head[1] !== 0x50) return null;
  return recordOf(new Uint8Array(await file.arrayBuffer()));
}

/** A list of names that lies beside the network's files names its classes. */
async function openDroppedNetwork(files: readonly File[]): Promise<void> {
  const list = files.find((file) => CLASS_LIST_FILE.test(file.name));
  const model = files.filter((file) => file !== list);
  const named = model.find((file) => /\.(onnx|json)$/i.test(file.name)) ?? model[0];
  const title = named?.name.replace(/\.[^.]*$/, '') ?? 'Your network';
  const parsed = list ? parseClassNames(await list.text()) : null;
  const classes = parsed && 'names' in parsed ? { classes: parsed.names } : {};
  const info = await openNetwork({ files: model, title, ...classes }, title);
  if (info) sayOwnNetwork(info);
}

function sayNames(names: readonly string[]): void {
  const first = names.slice(0, 3).join(', ');
  say('The classes have their names', names.length > 3 ? `${first}, …` : first);
}

function sayRestored({ reading, networkMissing, weightsDiffer, inputMissing }: Restored, file: File): void {
  const read = reading && readSentence(reading.top, reading.kind, 'The saved picture itself is read as');
  const lines = [
    networkMissing
      ? `It was made with ${networkMissing}, which is not here: the present network is used.`
      : null,
    weightsDiffer && !networkMissing
      ? 'The network here has other weights than the one it was made with, so the numbers will differ.'
      : null,
    inputMissing ? 'The file holds no copy of the photo: drop the photo too, to run on it.' : null,
    read,
  ].filter((line) => line !== null);
  say(
    'The run in this file is back',
    <>
      {lines.map((line) => (
        <p key={line} className="notice-line">
          {line}
        </p>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          openImage(file, file.name).catch(sayError);
        }}
      >
        Use this picture as the photo
      </Button>
    </>,
  );
}
