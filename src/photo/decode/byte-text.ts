/** Whether the Latin-1 `text` stands at `offset`. */
export function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let k = 0; k < text.length; k++) if (bytes[offset + k] !== text.charCodeAt(k)) return false;
  return true;
}

/** Where the Latin-1 `text` first stands before `end`; -1 where it does not. */
export function indexOfText(bytes: Uint8Array, text: string, end = bytes.length): number {
  const last = Math.min(end, bytes.length - text.length + 1);
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0 && at < last; at = bytes.indexOf(first, at + 1))
    if (hasText(bytes, at, text)) return at;
  return -1;
}

/** `length` bytes as Latin-1 text, ended early by a zero byte. */
export function latinText(bytes: Uint8Array, start: number, length: number): string {
  const text = String.fromCharCode(...bytes.subarray(start, start + length));
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** A big-endian 32-bit number; 0 where the bytes end before it. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) * 0x1000000 +
    (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
  );
}

/** A little-endian 32-bit number; 0 where the bytes end before it. */
export function littleWordAt(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)) +
    (bytes[at + 3] ?? 0) * 0x1000000
  );
}
