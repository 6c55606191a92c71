import { say } from '../../words/say';

/** What a drag or the clipboard says in words: each empty where it says nothing. */
export interface CarriedWords {
  /** `text/html`: what was selected or dragged, as another page has it. */
  readonly html: string;
  /** `text/uri-list`: addresses, one a line, comments after `#`. See RFC 2483. */
  readonly uriList: string;
  /** `text/plain`. */
  readonly text: string;
}

/** Addresses that are tried, at most: a whole page that was copied has hundreds of pictures. */
const MOST = 8;
/** What a page can read: the web, or the picture itself. */
const READABLE = /^(https?:\/\/|data:image\/|blob:)/i;

/**
 * Addresses under which the picture may lie, the likeliest first: the pictures in the HTML (a picture inside a link has the
 * link for its `uriList`), then the list, then a text that is nothing but one address. `imagesIn` gives the `src` of the
 * pictures in some HTML.
 */
export function carriedAddresses(
  { html, uriList, text }: CarriedWords,
  imagesIn: (html: string) => readonly string[],
): readonly string[] {
  const listed = uriList.split(/\r?\n/).filter((line) => !line.startsWith('#'));
  const alone = /\s/.test(text.trim()) ? [] : [text];
  const all = [...(html === '' ? [] : imagesIn(html)), ...listed, ...alone].map((address) => address.trim());
  return [...new Set(all.filter((address) => READABLE.test(address)))].slice(0, MOST);
}

/** What a picture from an address is called: the last part of its path. */
export function nameOfAddress(address: string): string {
  if (!/^https?:/i.test(address)) return say('Picture from another page');
  const last = address.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? address;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
