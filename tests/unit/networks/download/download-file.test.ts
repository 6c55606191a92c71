import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downloadFile } from '../../../../src/networks/download/download-file';
import type { FileOptions, FileOrder } from '../../../../src/networks/download/transfer';
import { memoryPartialFile, type PartialFile } from '../../../../src/networks/storage/partial-file';
import { createRandom } from '../../../../src/core/random/seeded-random';
import { type BadServer, type Manner, startBadServer } from '../../../../testing/bad-server';

const bytes = new Uint8Array(createRandom(1).normals(75_000).buffer);
const sha256 = createHash('sha256').update(bytes).digest('hex');
let server: BadServer;
beforeAll(async () => {
  server = await startBadServer('net.onnx', bytes);
});
afterAll(() => server.close());

const order = (manners: readonly Manner[], known: Partial<FileOrder> = {}): FileOrder => ({
  sources: manners.map(server.url),
  bytes: bytes.length,
  sha256,
  ...known,
});

function options(partial: PartialFile, change: Partial<FileOptions> = {}): FileOptions {
  return {
    partial,
    ask: fetch,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    // Long enough for a connection that sends something, on a busy machine too.
    stallMs: 1500,
    retryMs: 5,
    ...change,
  };
}

/** Whether the file is there, byte for byte. Not by `toEqual`, which takes seconds for so many numbers. */
async function holdsAll(partial: PartialFile): Promise<boolean> {
  return Buffer.from(await (await partial.read()).arrayBuffer()).equals(bytes);
}

describe('downloading a large file', () => {
  // Side by side: most of their time is waiting.
  it.concurrent.each([['well'], ['slowly'], ['cutting'], ['cutting-once'], ['stalling']] as const)(
    'ends with the file, checked, from a server that serves it %s',
    async (manner) => {
      const partial = memoryPartialFile();
      expect(await downloadFile(order([manner]), options(partial))).toBe(sha256);
      expect(await holdsAll(partial)).toBe(true);
    },
  );

  it('goes on where the connection was cut, asking only for the rest', async () => {
    server.requests.length = 0;
    await downloadFile(order(['cutting']), options(memoryPartialFile()));
    // Node's fetch asks twice where it finds its old connection closed.
    const more = server.requests.filter((request) => request !== 'cutting whole');
    // How much of a cut connection's last bytes arrives, nobody promises.
    expect(more.length).toBeGreaterThanOrEqual(2);
    const from = more.map((request) => Number(request.split(' ')[1]));
    expect(from).toEqual(from.toSorted((x, y) => x - y));
    expect(from[0]).toBeGreaterThan(0);
  });

  it.each(['before it begins', 'while its partial file is cleared'])(
    'asks no server where it is given up %s',
    async (when) => {
      const giveUp = new AbortController();
      const partial = memoryPartialFile();
      const slow: PartialFile = {
        ...partial,
        clear: async () => {
          giveUp.abort();
          await partial.clear();
        },
      };
      if (when === 'before it begins') giveUp.abort();
      server.requests.length = 0;
      const given = options(slow, { signal: giveUp.signal });
      await expect(downloadFile(order(['well'], { sha256: null }), given)).rejects.toThrow(/abort/i);
      expect(server.requests).toEqual([]);
    },
  );

  it('tells how far it is, never back while it goes on', async () => {
    const seen: number[] = [];
    await downloadFile(
      order(['cutting']),
      options(memoryPartialFile(), { onProgress: (loaded, total) => seen.push(loaded / (total ?? NaN)) }),
    );
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });

  it.each([
    ['cutting-without-ranges', 'download-failed', /broke off after 0\.1 MB of 0\.3 MB/],
    ['announcing-more', 'download-failed', /announces 600,000 bytes; expected 300,000/],
    ['announcing-less', 'download-failed', /announces 150,000 bytes; expected 300,000/],
    ['sending-more', 'download-failed', /sends more bytes than it should; expected 300,000/],
    ['one-wrong-byte', 'download-corrupt', /is not the file it should be: its SHA-256 is/],
    ['not-found', 'download-failed', /answered 404/],
  ] as const)('says what is wrong with a server that is %s', async (manner, code, message) => {
    const partial = memoryPartialFile();
    await expect(downloadFile(order([manner]), options(partial))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as unknown,
    });
    if (manner === 'one-wrong-byte' || manner === 'sending-more') expect(partial.size()).toBe(0);
  });

  it('takes the next source where one fails, whatever it has left behind', async () => {
    const partial = memoryPartialFile();
    const sources = ['not-found', 'one-wrong-byte', 'cutting'] as const;
    expect(await downloadFile(order(sources), options(partial))).toBe(sha256);
    expect(await holdsAll(partial)).toBe(true);
  });

  it('keeps what came when it is cancelled, and goes on from there the next time', async () => {
    const partial = memoryPartialFile();
    const controller = new AbortController();
    const first = downloadFile(
      order(['slowly']),
      options(partial, {
        signal: controller.signal,
        onProgress: (loaded) => {
          if (loaded > bytes.length / 4) controller.abort();
        },
      }),
    );
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    const kept = partial.size();
    expect(kept).toBeGreaterThan(bytes.length / 4);
    server.requests.length = 0;
    expect(await downloadFile(order(['well']), options(partial))).toBe(sha256);
    expect(server.requests).toEqual([`well ${kept}`]);
  });

  it('starts over, once, where what an earlier visit left is not the beginning of the file', async () => {
    const partial = memoryPartialFile();
    await partial.append(new Uint8Array(1000));
    expect(await downloadFile(order(['well']), options(partial))).toBe(sha256);
  });

  it('goes on without a fingerprint only while the server calls the file the same', async () => {
    const unknown = { sha256: null, bytes: null };
    const partial = memoryPartialFile();
    await partial.append(bytes.slice(0, 1000));
    await partial.mark('Mon, 23 Nov 2026 10:00:00 GMT');
    server.requests.length = 0;
    expect(await downloadFile(order(['well'], unknown), options(partial))).toBe(sha256);
    expect(server.requests).toEqual(['well 1000']);
    await partial.clear();
    await partial.append(new Uint8Array(1000));
    await partial.mark('Sun, 22 Nov 2026 10:00:00 GMT');
    server.requests.length = 0;
    expect(await downloadFile(order(['well'], unknown), options(partial))).toBe(sha256);
    expect(server.requests).toEqual(['well 1000', 'well whole']);
  });

  it('asks nobody for a file that is all there', async () => {
    const partial = memoryPartialFile();
    await partial.append(bytes.slice());
    server.requests.length = 0;
    expect(await downloadFile(order(['well']), options(partial))).toBe(sha256);
    expect(server.requests).toEqual([]);
  });
});
