import { Button } from '@mantine/core';
import { LabError } from '../core/lab-error';
import { recordOf } from '../export/run-record';
import { openImage } from '../stores/image-store';
import { openNetwork } from '../stores/network-store';
import { restoreRun, type Restored } from '../stores/restore-run';
import { percent } from './numbers';
import { say, sayError } from './say';

const MODEL_FILE = /\.(onnx|json|bin)$|shard\d+of\d+/i;

/** Opens whatever was dropped, pasted or picked: a photo, an exported PNG (its run comes back), or a network. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const [first] = files;
  if (!first) return;
  try {
    if (files.some((file) => MODEL_FILE.test(file.name))) {
      await openDroppedNetwork(files);
      return;
    }
    const record = await recordIn(first);
    if (record) {
      sayRestored(await restoreRun(record, first), first);
      return;
    }
    const photo = await openImage(first, first.name || 'Pasted picture');
    if (photo && files.length > 1)
      say(`Opened ${photo.name}`, 'One picture at a time: the others were left alone.');
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

async function recordIn(file: File) {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (head[0] !== 0x89 || head[1] !== 0x50) return null;
  return recordOf(new Uint8Array(await file.arrayBuffer()));
}

async function openDroppedNetwork(files: readonly File[]): Promise<void> {
  const named = files.find((file) => /\.(onnx|json)$/i.test(file.name)) ?? files[0];
  const title = named?.name.replace(/\.[^.]*$/, '') ?? 'Your network';
  const info = await openNetwork({ files, title }, title);
  if (info) say(`${info.title} is ready`, `${info.classes.length} classes, ${info.size.join(' × ')} pixels.`);
}

function sayRestored({ reading, networkMissing, weightsDiffer, inputMissing }: Restored, file: File): void {
  const best = reading?.top[0];
  const lines = [
    networkMissing
      ? `It was made with ${networkMissing}, which is not here: the present network is used.`
      : null,
    weightsDiffer && !networkMissing
      ? 'The network here has other weights than the one it was made with, so the numbers will differ.'
      : null,
    inputMissing ? 'The file holds no copy of the photo: drop the photo too, to run on it.' : null,
    best ? `The saved picture itself is read as ${best.name} (${percent(best.probability)}).` : null,
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
