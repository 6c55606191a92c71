import type { FarBytes } from '../storage/lazy-numbers';

/** Numbers of a tensor stay in their file where they are more than this. */
export const NEAR_BYTES = 2 ** 16;

/** A stretch of a file, read when it is loaded. */
export function farBytes(file: Blob, start: number, end: number): FarBytes {
  let loaded: Uint8Array | null = null;
  return {
    length: end - start,
    bytes() {
      if (loaded) return loaded;
      throw new Error('bytes of the file are read before they are loaded');
    },
    async load() {
      loaded ??= new Uint8Array(await file.slice(start, end).arrayBuffer());
    },
    release() {
      loaded = null;
    },
  };
}
