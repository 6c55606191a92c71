/**
 * The text of a file in whatever encoding it is: UTF-16 where it starts with a byte order mark (or has every other byte zero),
 * UTF-8 where it is that, else Windows-1252, which holds Latin-1.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.length > 1 && bytes.length % 2 === 0) {
    if (second === 0 && first !== 0) return new TextDecoder('utf-16le').decode(bytes);
    if (first === 0 && second !== 0) return new TextDecoder('utf-16be').decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
