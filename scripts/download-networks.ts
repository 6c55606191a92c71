import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WeightType } from '../src/networks/storage/stored-weight';
import { parseZoo } from '../src/networks/download/zoo';
import { downloadZooNetwork } from '../src/networks/download/zoo-network';
import { downloadFolder } from './download-folder.ts';
import { writeNetwork } from './write-network.ts';

interface Options {
  /** Path of the list of published networks. */
  readonly zoo: string;
  readonly out: string;
  readonly weights: WeightType | undefined;
}

/** Downloads published networks by id, checks and converts them into `out`. Ctrl C keeps what came for the next time. */
export async function downloadNetworks(ids: readonly string[], options: Options): Promise<void> {
  const zoo = parseZoo(JSON.parse(await readFile(options.zoo, 'utf8')));
  const entries = ids.map((id) => {
    const entry = zoo.find((known) => known.id === id);
    if (entry) return entry;
    throw new Error(
      `There is no published network "${id}". Known are: ${zoo.map((known) => known.id).join(', ')}.`,
    );
  });
  const store = downloadFolder(join(options.out, '.downloads'));
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  try {
    for (const entry of entries) {
      const tell = progressLine(entry.title);
      const { network, weights, discard } = await downloadZooNetwork(entry, {
        kept: store,
        weights: options.weights,
        ask: fetch,
        signal: controller.signal,
        onProgress: tell,
      });
      if (process.stdout.isTTY) process.stdout.write('\n');
      await writeNetwork(network, { source: entry.sources[0] ?? entry.id, out: options.out, weights });
      await discard();
    }
  } finally {
    process.off('SIGINT', stop);
  }
}

/** One line that is written over, "SqueezeNet 1.1, download: 3.2 MB 64 %"; in a log, a line for each stage. */
function progressLine(title: string) {
  const { isTTY, columns } = process.stdout;
  let told = '';
  return (stage: string, amount: number, total: number | null): void => {
    const share = total === null ? '' : ` ${Math.floor((100 * amount) / total)} %`;
    const megabytes = stage === 'download' ? `: ${(amount / 1e6).toFixed(1)} MB` : '';
    const line = isTTY ? `${title}, ${stage}${megabytes}${share}` : `${title}, ${stage}`;
    if (line !== told)
      process.stdout.write(isTTY ? `\r${line.slice(0, columns).padEnd(columns - 1)}` : `${line}\n`);
    told = line;
  };
}
