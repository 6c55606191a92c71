import { startSha256 } from './sha256';

/** SHA-256 of weight bytes as 64 lower-case hexadecimal digits. */
export async function hashWeights(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // A page that came over plain http has none.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle) return hashBlob(new Blob([bytes]));
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same of a file, read piece by piece. */
export async function hashBlob(file: Blob): Promise<string> {
  const hash = await startSha256();
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
  return hash.digest();
}
