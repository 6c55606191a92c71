import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** The same files give the same ZIP: entries carry the first day a ZIP can name, not today. */
const NO_DAY = new Date(1980, 0, 1);

/** A ZIP that is written file by file. Each call throws where writing has failed. */
export interface ZipWriter {
  /** Adds a text, compressed. */
  text(name: string, text: string): void;
  /** Adds a file as it is: a PNG is compressed already. */
  file(name: string, content: Blob): Promise<void>;
  /** Ends the ZIP and gives it. */
  end(): Blob;
}

export function createZip(): ZipWriter {
  const parts: Blob[] = [];
  const failure: { error: Error | null } = { error: null };
  const zip = new Zip((error, chunk) => {
    if (error) failure.error = error;
    // A Blob's bytes lie outside the page's own memory.
    else parts.push(new Blob([new Uint8Array(chunk)]));
  });
  const check = (): void => {
    if (failure.error) throw failure.error;
  };
  const put = (file: ZipDeflate | ZipPassThrough, bytes: Uint8Array): void => {
    file.mtime = NO_DAY;
    zip.add(file);
    file.push(bytes, true);
    check();
  };
  return {
    text: (name, text) => put(new ZipDeflate(name), strToU8(text)),
    async file(name, content) {
      put(new ZipPassThrough(name), new Uint8Array(await content.arrayBuffer()));
    },
    end() {
      zip.end();
      check();
      return new Blob(parts, { type: 'application/zip' });
    },
  };
}
