import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { exportTfjsLayers } from '../src/networks/exporters/tfjs-layers.ts';
import { tinyNetwork } from '../testing/tiny-network.ts';
import { bundledIds } from './model-rows.ts';

/** Side of the generated network's input: large enough for a map worth looking at, small enough for software WebGL. */
const INPUT_SIZE = 64;

async function writeTinyNetwork(folder: string): Promise<void> {
  const { modelJson, shards } = exportTfjsLayers(tinyNetwork({ size: INPUT_SIZE }), { dtype: 'float32' });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.json'), JSON.stringify(modelJson));
  for (const [name, bytes] of shards) await writeFile(join(folder, name), bytes);
}

/** Converts SqueezeNet as a user would, through `scripts/models.ts`. Throws where the converter fails. */
function convertSqueezeNet(onnx: string, models: string): void {
  const command = ['node_modules/tsx/dist/cli.mjs', 'scripts/models.ts', '--from', onnx, '--out', models];
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`Converting ${onnx} failed.`);
}

/**
 * Fills `tests/.generated/models` with what the browser tests load: the bundled networks, a small generated one, and,
 * where the fixtures are, SqueezeNet. Returns the folder. What is there already is written over, not taken away first.
 */
export async function writeE2eModels(root: string): Promise<string> {
  const folder = join(root, 'tests/.generated/models');
  const bundled = await bundledIds(join(root, 'models'));
  const wanted = ['bundled.json', 'zoo.json', 'tiny', 'squeezenet1.1', ...bundled];
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!wanted.includes(name)) await rm(join(folder, name), { recursive: true });
  }
  for (const name of ['bundled.json', 'zoo.json', ...bundled]) {
    await cp(join(root, 'models', name), join(folder, name), { recursive: true });
  }
  await writeTinyNetwork(join(folder, 'tiny'));
  const onnx = resolve(root, process.env['LUCARNE_FIXTURES'] ?? '../shared', 'models/squeezenet1.1.onnx');
  if (existsSync(onnx)) convertSqueezeNet(onnx, folder);
  else await rm(join(folder, 'squeezenet1.1'), { recursive: true, force: true });
  return folder;
}
