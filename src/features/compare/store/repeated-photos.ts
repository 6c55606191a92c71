import type { NewRow } from './edit-table';

type Source = NewRow['source'];

/** Photos parted into those that are new to a table, and those it has already, byte for byte, whatever they are called. */
export async function partRepeated<T extends NewRow>(
  photos: readonly T[],
  there: readonly { readonly source: Source }[],
): Promise<{ readonly fresh: readonly T[]; readonly repeated: readonly T[] }> {
  const sources = there.map(({ source }) => source);
  const fresh: T[] = [];
  const repeated: T[] = [];
  for (const photo of photos) {
    const known = await includes(sources, photo.source);
    (known ? repeated : fresh).push(photo);
    if (!known) sources.push(photo.source);
  }
  return { fresh, repeated };
}

async function includes(sources: readonly Source[], wanted: Source): Promise<boolean> {
  if (sources.includes(wanted)) return true;
  for (const source of sources) {
    if (await areSameBytes(source, wanted)) return true;
  }
  return false;
}

/** Files of different sizes are told apart without being read. */
async function areSameBytes(one: Source, other: Source): Promise<boolean> {
  if (typeof one === 'string' || typeof other === 'string' || one.size !== other.size) return false;
  try {
    const [a, b] = await Promise.all([one.arrayBuffer(), other.arrayBuffer()]);
    const bytes = new Uint8Array(b);
    return new Uint8Array(a).every((byte, index) => byte === bytes[index]);
  } catch {
    // A file that is gone from the disk is no other's double.
    return false;
  }
}
