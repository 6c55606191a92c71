import { strToU8, type Zippable, zip } from 'fflate';
import { saveFile } from '../../export/picture-png';
import { imageStore } from '../photo/image-store';
import { lab } from '../lab';
import { settingsToHash } from '../settings/settings-hash';
import { settingsStore } from '../settings/settings-store';
import { say } from '../../words/say';

/** Saves a ZIP of what is open: the photo, the files of the person's own networks, and the address that holds every setting. */
export async function saveVisit(): Promise<void> {
  const { photo } = imageStore.getState();
  const files: Zippable = {};
  const lines = [
    say('Settings: {address}', {
      address: `${location.href.split('#')[0] ?? ''}#${settingsToHash(settingsStore.getState())}`,
    }),
  ];
  if (photo?.source instanceof Blob) files[`photo/${leafOf(photo.name)}`] = await bytesOf(photo.source);
  else if (photo?.source)
    lines.push(say('Photo: {address}', { address: new URL(photo.source, document.baseURI).href }));
  for (const { id, request } of lab().own()) {
    if ('url' in request) lines.push(say('Network {id}: {address}', { id, address: request.url }));
    else
      for (const file of request.files)
        files[`networks/${leafOf(id)}/${leafOf(file.name)}`] = await bytesOf(file);
  }
  files['settings.txt'] = strToU8(`${lines.join('\n')}\n`);
  saveFile(new Blob([await zipped(files)], { type: 'application/zip' }), 'lucarne-work.zip');
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** A name without folders, for an entry of a ZIP. */
function leafOf(name: string): string {
  return name.split(/[\\/]/).at(-1) || 'file';
}

function zipped(files: Zippable): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    // Photos and weights do not get smaller.
    zip(files, { level: 0 }, (error, bytes) => {
      if (error) reject(error);
      else resolve(new Uint8Array(bytes));
    });
  });
}
