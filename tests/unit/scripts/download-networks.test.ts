import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { downloadNetworks } from '../../../scripts/download-networks';
import { createRandom } from '../../../src/core/random/seeded-random';
import { type BadServer, type Manner, startBadServer } from '../../../testing/bad-server';
import { onnxFile } from '../../../testing/onnx-file';

const file = onnxFile({
  weights: [{ name: 'fc', dims: [3, 1000], values: createRandom(2).normals(3000) }],
  nodes: [
    { op: 'GlobalAveragePool', inputs: ['x'], output: 'g' },
    { op: 'Flatten', inputs: ['g'], output: 'f' },
    { op: 'Gemm', inputs: ['f', 'fc'], output: 'y' },
  ],
});
const sha256 = createHash('sha256').update(file).digest('hex');

let server: BadServer;
let folder: string;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  server = await startBadServer('net.onnx', file);
  folder = await mkdtemp(join(tmpdir(), 'lucarne-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function zooOf(manner: Manner): Promise<string> {
  const path = join(folder, `${manner}.json`);
  const entry = {
    id: 'net',
    title: 'Net',
    about: { en: 'For tests.', fr: 'Pour les tests.' },
    licence: 'MIT',
    format: 'onnx',
    sources: [server.url(manner)],
    bytes: file.length,
    sha256,
    size: [6, 6],
    preprocessing: 'torch',
    classes: 'imagenet',
    choices: [{ weights: 'float16', bytes: 6000 }],
    memory: 1,
  };
  await writeFile(path, JSON.stringify({ schema: 1, networks: [entry] }));
  return path;
}

it('downloads, goes on where it was cut, converts and leaves nothing else behind', async () => {
  await downloadNetworks(['net'], {
    zoo: await zooOf('cutting'),
    out: join(folder, 'a'),
    weights: undefined,
  });
  expect(await readdir(join(folder, 'a/net'))).toEqual(['group1-shard1of1.bin', 'model.json']);
  expect(await readdir(join(folder, 'a/.downloads'))).toEqual([]);
  const model = JSON.parse(await readFile(join(folder, 'a/net/model.json'), 'utf8')) as {
    weightsManifest: { weights: { quantization: { dtype: string } }[] }[];
    userDefinedMetadata: { lucarne: { licence: string; title: string } };
  };
  expect(model.weightsManifest[0]?.weights[0]?.quantization.dtype).toBe('float16');
  expect(model.userDefinedMetadata.lucarne).toMatchObject({ title: 'Net', licence: 'MIT' });
}, 20_000);

it('writes nothing where a byte is wrong', async () => {
  const out = join(folder, 'b');
  const download = downloadNetworks(['net'], { zoo: await zooOf('one-wrong-byte'), out, weights: undefined });
  await expect(download).rejects.toMatchObject({ code: 'download-corrupt' });
  expect(await readdir(out)).toEqual(['.downloads']);
});

it('names what is published where something else is asked for', async () => {
  const download = downloadNetworks(['resnet'], {
    zoo: await zooOf('well'),
    out: folder,
    weights: undefined,
  });
  await expect(download).rejects.toThrow('There is no published network "resnet". Known are: net.');
});
