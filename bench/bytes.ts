import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { decode } from '@jridgewell/sourcemap-codec';
import { build, preview } from 'vite';
import { firstVisit, type SentFile } from './first-visit.ts';
import { table } from './tables.ts';

const PORT = 4294;
/** What is smaller is not listed, in bytes. */
const LEAST = 400;

/**
 * Says what the page and its workers consist of, up to the first map: gzip's bytes of each script, shared out among the
 * packages and folders that it comes of by what each would take alone.
 */
export async function benchBytes(json: boolean): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lucarne-bytes-'));
  try {
    await build({ logLevel: 'error', build: { outDir: folder, sourcemap: 'hidden' } });
    const server = await preview({
      logLevel: 'warn',
      build: { outDir: folder },
      preview: { port: PORT, host: '127.0.0.1' },
    });
    try {
      const { files } = await firstVisit(server.resolvedUrls?.local[0] ?? '');
      for (const part of ['page', 'workers'] as const) {
        const shares = await sharesOf(
          files.filter((file) => file.part === part),
          folder,
        );
        if (json)
          console.log(JSON.stringify({ bench: 'bytes', part, gzipBytes: Object.fromEntries(shares) }));
        else {
          const rows = shares.filter(([, bytes]) => bytes >= LEAST);
          const kilobytes = rows.map(([name, bytes]) => [name, (bytes / 1000).toFixed(1)]);
          console.log(table([[`the ${part}, up to the first map`, 'kB'], ...kilobytes]));
        }
      }
    } finally {
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return [];
}

/** Bytes by package or folder, the most first. */
async function sharesOf(files: readonly SentFile[], folder: string): Promise<[string, number][]> {
  const shares = new Map<string, number>();
  for (const { path, body, bytes } of files) {
    const map = path.endsWith('.js') ? await mapOf(join(folder, path)) : null;
    const whole = path.startsWith('blob:') ? 'a thread of the pool' : path.replace(/-[\w-]{8}(\.\w+)$/, '$1');
    const texts = map ? textsByOwner(body.toString('utf8'), map) : new Map([[whole, 'all']]);
    const alone = [...texts].map(([owner, text]) => [owner, deflateRawSync(text).byteLength] as const);
    const total = alone.reduce((sum, [, length]) => sum + length, 0);
    for (const [owner, length] of alone) {
      shares.set(owner, (shares.get(owner) ?? 0) + (bytes * length) / total);
    }
  }
  return [...shares].sort(([, a], [, b]) => b - a);
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

async function mapOf(script: string): Promise<SourceMap | null> {
  const text = await readFile(`${script}.map`, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as SourceMap);
}

/** What of a script comes of each package or folder. */
function textsByOwner(code: string, { sources, mappings }: SourceMap): Map<string, string> {
  const texts = new Map<string, string>();
  const lines = code.split('\n');
  for (const [i, segments] of decode(mappings).entries()) {
    const line = lines[i] ?? '';
    for (const [k, [from, source]] of segments.entries()) {
      const name = ownerOf(source === undefined ? '' : (sources[source] ?? ''));
      texts.set(name, (texts.get(name) ?? '') + line.slice(from, segments[k + 1]?.[0]));
    }
  }
  return texts;
}

/** The package that a source belongs to, with its folder for TensorFlow.js; else the folder of ours. */
function ownerOf(source: string): string {
  // What starts with a zero, a bundler has put in.
  if (source === '' || source.includes('\0')) return 'the bundler’s own';
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source);
  if (inPackage) return inPackage[1] ?? source;
  const [, ours = source] = /(?:^|\/)(src\/.*)$/.exec(source) ?? [];
  return ours.split('/').slice(0, -1).slice(0, 3).join('/') || ours;
}
