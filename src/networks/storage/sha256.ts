import { lateCode } from '../../core/records/late-code';
import { phrase } from '../../words/say';

const hasherOf = lateCode(phrase('The code that checks files'), async () => {
  const { createSHA256 } = await import('hash-wasm');
  return createSHA256;
});

/** A SHA-256 that takes its bytes as they come; `crypto.subtle` wants them all at once. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Bytes taken so far. */
  length(): number;
  /** Forgets what it has taken. */
  reset(): void;
  /** 64 lower-case hexadecimal digits. */
  digest(): string;
}

export async function startSha256(): Promise<Sha256> {
  const hasher = await (await hasherOf())();
  let length = 0;
  const reset = (): void => {
    hasher.init();
    length = 0;
  };
  reset();
  return {
    update(bytes) {
      hasher.update(bytes);
      length += bytes.length;
    },
    length: () => length,
    reset,
    digest: () => hasher.digest('hex'),
  };
}
