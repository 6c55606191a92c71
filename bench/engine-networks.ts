import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PreprocessingOption } from '../src/engine/protocol/protocol';
import type { ImportedNetwork } from '../src/networks/graph/graph';
import { readModelFiles } from '../src/networks/storage/weights';
import { readModelRows } from '../scripts/model-rows.ts';
import { fixturePath, hasFixtures } from '../testing/fixtures';
import { tinyNetwork } from '../testing/tiny-network';
import { SEEDED_NETWORKS } from './seeded-networks.ts';
import { MOBILENET, type OwnModel, VGG19 } from './own-models.ts';
import { TINY_SIDE } from './tiny-side.ts';

/** A network to time, as files on the disk; those that are generated have none. */
export interface BenchNetwork {
  readonly id: string;
  readonly files: readonly string[];
  readonly preprocessing?: PreprocessingOption;
  /** Too large for a backend that computes in plain JavaScript or on an emulated GPU, unless that is asked for by name. */
  readonly large: boolean;
}

/** The generated network's id: small enough for a thousand steps on any backend. */
export const TINY = 'tiny';

/**
 * All networks that can be timed here: the generated one, the bundled ones, those of the fixtures, and published architectures with
 * seeded weights. A robust twin takes as long as its standard one.
 */
export async function benchNetworks(): Promise<BenchNetwork[]> {
  const folder = (path: string): string[] =>
    readdirSync(path)
      .filter((name) => !name.endsWith('.md'))
      .map((name) => join(path, name));
  const own = ({ key, folder: name, preprocessing }: OwnModel): BenchNetwork => ({
    id: key,
    files: folder(fixturePath('models', name)),
    preprocessing,
    large: key === 'vgg19',
  });
  const rows = await readModelRows('models', console.warn);
  const standard = rows.filter(({ bundled, robust }) => bundled && !robust);
  const bundled = standard.map(({ id }) => ({
    id,
    files: folder(join('models', id)),
    large: false,
  }));
  const fixtures = hasFixtures
    ? [
        { id: 'squeezenet1.1', files: [fixturePath('models/squeezenet1.1.onnx')], large: false },
        own(MOBILENET),
        own(VGG19),
      ]
    : [];
  const seeded = Object.keys(SEEDED_NETWORKS).map((id) => ({ id, files: [], large: false }));
  return [{ id: TINY, files: [], large: false }, ...bundled, ...fixtures, ...seeded];
}

/** Reads a network here, as the page does. */
export async function readBenchNetwork({ id, files, preprocessing }: BenchNetwork): Promise<ImportedNetwork> {
  const seeded = SEEDED_NETWORKS[id];
  if (seeded) return seeded();
  if (id === TINY) return tinyNetwork({ size: TINY_SIDE });
  const read = files.map(async (path) => new File([await readFile(path)], basename(path)));
  const how = preprocessing === undefined ? {} : { preprocessing };
  return (await readModelFiles(await Promise.all(read), { id, ...how })).network;
}
