import { LabError } from '../core/lab-error';

interface DownloadOptions {
  readonly ask: typeof fetch;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((loaded: number, total: number | null) => void) | undefined;
}

/**
 * A file's bytes. Throws LabError `download-failed` with the status or the likely cause; an abort passes through as it is.
 */
export async function download(
  url: string,
  { ask, signal, onProgress }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await ask(url, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    throw failed(
      `${url} could not be reached: the address is wrong, the network is down, or that server does not allow other pages to read it (CORS).`,
      error,
    );
  }
  if (!response.ok) throw failed(`${url} answered ${response.status} ${response.statusText}`.trimEnd() + '.');
  const total = lengthOf(response);
  onProgress?.(0, total);
  try {
    return response.body
      ? await collect(response.body, total, onProgress)
      : new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (signal?.aborted) throw error;
    throw failed(`The download of ${url} broke off.`, error);
  }
}

/** The body's length, where it arrives as it was counted: a compressed one does not. */
function lengthOf(response: Response): number | null {
  const length = Number(response.headers.get('content-length') ?? NaN);
  return response.headers.has('content-encoding') || !Number.isFinite(length) ? null : length;
}

async function collect(
  body: ReadableStream<Uint8Array>,
  total: number | null,
  onProgress: DownloadOptions['onProgress'],
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  // Filled in place where the length is known: a large network would otherwise be in memory twice.
  let bytes = new Uint8Array(total ?? 2 ** 20);
  let loaded = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const end = loaded + part.value.length;
    if (end > bytes.length) {
      const larger = new Uint8Array(Math.max(end, bytes.length * 2));
      larger.set(bytes.subarray(0, loaded));
      bytes = larger;
    }
    bytes.set(part.value, loaded);
    loaded = end;
    onProgress?.(loaded, total);
  }
  if (total !== null && loaded < total) throw new Error(`expected ${total} bytes, got ${loaded}`);
  return loaded === bytes.length ? bytes : bytes.slice(0, loaded);
}

function failed(message: string, cause?: unknown): LabError {
  return new LabError('download-failed', message, 'Check the address and the connection, then try again.', {
    cause,
  });
}
