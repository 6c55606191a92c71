import encode from 'png-chunks-encode';
import extract from 'png-chunks-extract';

/** An iTXt entry of a PNG: a Latin-1 keyword of 1 to 79 characters and any Unicode text. */
export interface PngText {
  readonly keyword: string;
  readonly text: string;
}

/** The PNG with iTXt entries added before its end. Pixels are untouched. See the PNG specification, section 11.3.3.4. */
export function withTexts(png: Uint8Array, texts: readonly PngText[]): Uint8Array<ArrayBuffer> {
  const chunks = extract(png);
  const end = chunks.findIndex((chunk) => chunk.name === 'IEND');
  chunks.splice(end, 0, ...texts.map((entry) => ({ name: 'iTXt', data: textBody(entry) })));
  return new Uint8Array(encode(chunks));
}

/** The uncompressed iTXt entries of a PNG; none where the bytes are no well-formed PNG. */
export function textsOf(png: Uint8Array): readonly PngText[] {
  if (!hasWholeChunks(png)) return [];
  try {
    return extract(png).flatMap((chunk) => (chunk.name === 'iTXt' ? readBody(chunk.data) : []));
  } catch {
    return [];
  }
}

const LATIN = new TextDecoder('latin1');

function textBody({ keyword, text }: PngText): Uint8Array {
  const encoder = new TextEncoder();
  // keyword, 0, compression flag 0, method 0, no language, 0, no translated keyword, 0, text
  const head = [...encoder.encode(keyword), 0, 0, 0, 0, 0];
  const body = encoder.encode(text);
  const data = new Uint8Array(head.length + body.length);
  data.set(head);
  data.set(body, head.length);
  return data;
}

function readBody(data: Uint8Array): PngText[] {
  const keywordEnd = data.indexOf(0);
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translatedEnd = data.indexOf(0, languageEnd + 1);
  const compressed = data[keywordEnd + 1] !== 0;
  if (keywordEnd < 1 || languageEnd < 0 || translatedEnd < 0 || compressed) return [];
  return [
    {
      keyword: LATIN.decode(data.subarray(0, keywordEnd)),
      text: new TextDecoder().decode(data.subarray(translatedEnd + 1)),
    },
  ];
}

/** Whether the chunk lengths stay inside the file, so that a lying length is never allocated. */
function hasWholeChunks(png: Uint8Array): boolean {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (!signature.every((byte, index) => png[index] === byte)) return false;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  let at = 8;
  while (at + 12 <= png.byteLength) at += 12 + view.getUint32(at);
  return at === png.byteLength;
}
