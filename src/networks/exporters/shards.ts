const SHARD_BYTES = 4 * 2 ** 20;

/** All bytes in order, as files of at most 4 MiB by their names. */
export function cutIntoShards(parts: readonly Uint8Array[]): Map<string, Uint8Array<ArrayBuffer>> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const count = Math.max(1, Math.ceil(total / SHARD_BYTES));
  const files = Array.from(
    { length: count },
    (_, i) => new Uint8Array(Math.min(SHARD_BYTES, total - i * SHARD_BYTES)),
  );
  let at = 0;
  for (const part of parts) {
    for (let from = 0; from < part.length;) {
      const file = files[Math.floor(at / SHARD_BYTES)] as Uint8Array;
      const offset = at % SHARD_BYTES;
      const length = Math.min(part.length - from, file.length - offset);
      file.set(part.subarray(from, from + length), offset);
      at += length;
      from += length;
    }
  }
  return new Map(files.map((file, i) => [`group1-shard${i + 1}of${count}.bin`, file]));
}
