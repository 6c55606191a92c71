import { LabError } from '../../core/records/lab-error';
import { carriedAddresses, type CarriedWords } from './carried-addresses';
import { droppedFiles } from './dropped-files';
import { phrase, say } from '../../words/say';

/** What a drag, or the clipboard, brings. */
export interface Carried {
  /** Files, those in folders too. */
  readonly files: readonly File[];
  /** Addresses of the picture, the likeliest first. */
  readonly addresses: readonly string[];
  readonly text: string;
}

/** What was let go of over the page. To be called while the event is handed on: after that it is empty. */
export async function carriedByDrop(event: DragEvent): Promise<Carried> {
  const words = wordsOf(event.dataTransfer);
  return carried(await droppedFiles(event.dataTransfer), words);
}

/** What was pasted. To be called while the event is handed on. */
export function carriedByPaste(event: ClipboardEvent): Carried {
  return carried([...(event.clipboardData?.files ?? [])], wordsOf(event.clipboardData));
}

/** What the clipboard holds. Rejects where the browser does not let the page read it. */
export async function carriedByClipboard(): Promise<Carried> {
  const files: File[] = [];
  const words = { html: '', uriList: '', text: '' };
  // Browsers give it to pages from this machine or over https alone.
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (!clipboard) {
    throw new LabError(
      'unsupported-image',
      phrase('This page came over plain http, so the browser keeps the clipboard from it.'),
      phrase('Press Ctrl+V (⌘V) instead.'),
    );
  }
  for (const item of await clipboard.read()) {
    const image = item.types.find((type) => type.startsWith('image/'));
    if (image) files.push(new File([await item.getType(image)], say('Pasted picture'), { type: image }));
    if (item.types.includes('text/html')) words.html += await (await item.getType('text/html')).text();
    if (item.types.includes('text/plain')) words.text += await (await item.getType('text/plain')).text();
  }
  return carried(files, words);
}

function carried(files: readonly File[], words: CarriedWords): Carried {
  return { files, addresses: carriedAddresses(words, imagesIn), text: words.text };
}

function wordsOf(transfer: DataTransfer | null): CarriedWords {
  const words = (type: string): string => transfer?.getData(type) ?? '';
  return { html: words('text/html'), uriList: words('text/uri-list'), text: words('text/plain') };
}

/** Parsed apart from the page: nothing in it runs or is fetched. */
function imagesIn(html: string): readonly string[] {
  const { images } = new DOMParser().parseFromString(html, 'text/html');
  return Array.from(images, (image) => image.getAttribute('src') ?? '');
}
