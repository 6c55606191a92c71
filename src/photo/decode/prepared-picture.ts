import type { Phrase } from '../../words/message';
/** How a picture lies in its file: EXIF's numbers, 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Bytes that a browser decodes, as the parts of a Blob. */
export type FileParts = readonly (Uint8Array<ArrayBuffer> | Blob)[];

/** Where a file's transparency is to be read: a channel of what a browser decodes from `file`. */
export interface AlphaSource {
  readonly file: FileParts;
  readonly channel: 'alpha' | 'grey';
  /** The picture itself still has it: it cannot be taken out of this file. */
  readonly stays?: boolean;
}

/**
 * A picture's file made ready for a browser, so that every browser gives the pixels that Pillow gives: what browsers do
 * differently (turning, transparency, 16 bits, ends that are missing) is taken out of the file, to be done here.
 */
export interface PreparedPicture {
  /** The picture opaque and not turned. */
  readonly file: FileParts;
  readonly orientation: Orientation;
  /** Null where nothing can be transparent. */
  readonly alpha: AlphaSource | null;
  /** The name of a colour profile that is not sRGB, empty where it has none; null without one. */
  readonly profile: string | null;
  /** The file ends before its picture does. */
  readonly cut: boolean;
  /** What else the person should know. */
  readonly notes: readonly Phrase[];
}

/** A file that is handed to the browser as it is. */
export function asItIs(bytes: Uint8Array<ArrayBuffer>): PreparedPicture {
  return { file: [bytes], orientation: 1, alpha: null, profile: null, cut: false, notes: [] };
}
