const STARTS: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a ZIP archive or PyTorch checkpoint', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['an HDF5 (Keras .h5) file', [0x89, 0x48, 0x44, 0x46]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a web page', [0x3c, 0x21]],
  ['a web page', [0x3c, 0x68]],
  ['a JSON file', [0x7b]],
  ['a Git LFS pointer or other text', [0x76, 0x65, 0x72, 0x73, 0x69, 0x6f, 0x6e, 0x20]],
];

/** What a file seems to be, for an error's "got ...": its kind by the first bytes, else its size. */
export function describeBytes(bytes: Uint8Array, size = bytes.length): string {
  if (size === 0) return 'an empty file';
  const known = STARTS.find(([, start]) => start.every((byte, i) => bytes[i] === byte));
  return known ? known[0] : `${size.toLocaleString('en')} bytes`;
}
