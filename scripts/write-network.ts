import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportTfjsLayers } from '../src/networks/exporters/tfjs-layers';
import type { ImportedNetwork } from '../src/networks/graph/graph';
import type { WeightType } from '../src/networks/storage/stored-weight';
import { readBackError } from './read-back.ts';

interface WriteOptions {
  /** Where it comes from, for the message. */
  readonly source: string;
  /** Folder that gets a folder named after the network. */
  readonly out: string;
  readonly weights: WeightType;
}

/** Writes a network as a TF.js layers model, once plain TensorFlow.js has read it back with the same outputs. */
export async function writeNetwork(network: ImportedNetwork, options: WriteOptions): Promise<void> {
  const { source, out, weights } = options;
  const { graph } = network;
  const exported = exportTfjsLayers(network, { dtype: weights });
  const error = await readBackError(network, exported);
  const folder = join(out, graph.id);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of exported.shards) await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, 'model.json'), JSON.stringify(exported.modelJson));
  const bytes = [...exported.shards.values()].reduce((sum, shard) => sum + shard.length, 0);
  const { size } = exported.shards;
  console.log(
    `${source} -> ${folder}: ${graph.title}, ${graph.classes.length} classes, ${weights}, ` +
      `${(bytes / 1e6).toFixed(1)} MB in ${size} ${size === 1 ? 'file' : 'files'}.`,
  );
  console.log(`TensorFlow.js reads it back; its outputs agree to ${error.toExponential(1)}.`);
}
