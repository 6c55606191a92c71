import { preview } from 'vite';
import { buildWhereStale } from '../scripts/fresh-build.ts';
import { type Part, PARTS } from '../testing/first-map';
import { firstVisit, type FirstVisit } from './first-visit.ts';
import { spreadOf } from './statistics.ts';
import { table } from './tables.ts';

const PORT = 4293;
const VISITS = 5;
/** Times first visits to the built page with nothing cached, and says what is sent for each part, compressed with gzip. */
export async function benchStartUp(json: boolean): Promise<string[]> {
  const root = process.cwd();
  await buildWhereStale(root);
  const server = await preview({ root, logLevel: 'warn', preview: { port: PORT, host: '127.0.0.1' } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The server has no address.');
  const visits: FirstVisit[] = [];
  try {
    for (let i = 0; i < VISITS; i++) visits.push(await firstVisit(address));
  } finally {
    await server.close();
  }
  const median = (of: (one: FirstVisit) => number): number => spreadOf(visits.map(of)).median;
  const times = {
    paintMs: median(({ paintMs }) => paintMs),
    readyMs: median(({ readyMs }) => readyMs),
    mapMs: median(({ mapMs }) => mapMs),
  };
  const sent = ({ files }: FirstVisit, part: Part): number =>
    files.filter((file) => file.part === part).reduce((sum, { bytes }) => sum + bytes, 0);
  const bytes = Object.fromEntries(PARTS.map((part) => [part, median((one) => sent(one, part))]));
  if (json) console.log(JSON.stringify({ bench: 'start', visits: VISITS, ...times, gzipBytes: bytes }));
  else {
    console.log(
      table([
        ['first visit, median of 5', 'ms'],
        ['first paint', times.paintMs.toFixed(0)],
        ['engine and network ready', times.readyMs.toFixed(0)],
        ['first map drawn', times.mapMs.toFixed(0)],
      ]),
    );
    const kilobytes = (count: number): string => (count / 1000).toFixed(0);
    console.log(
      table([
        ['sent, compressed with gzip', 'kB'],
        ...PARTS.map((part) => [part, kilobytes(bytes[part] ?? 0)]),
      ]),
    );
  }
  return [];
}
