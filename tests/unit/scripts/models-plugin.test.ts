import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createLogger, createServer, preview } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelRow, readModelRows } from '../../../scripts/model-rows';
import { modelsPlugin } from '../../../scripts/vite-models-plugin';

let root: string;
let models: string;
let cleanUp: (() => Promise<void>)[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lucarne-models-'));
  models = join(root, 'my-models');
  await mkdir(models);
  await writeFile(join(root, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(root, 'secret.txt'), 'secret');
  cleanUp = [async () => rm(root, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
});

interface Shape {
  readonly title?: string;
  readonly classes?: unknown;
  readonly shards?: Readonly<Record<string, number>>;
  readonly paths?: readonly string[];
  readonly robust?: unknown;
}

async function addModel(
  id: string,
  {
    title = id,
    classes = [
      { index: 0, name: 'a' },
      { index: 1, name: 'b' },
    ],
    shards = { 'w.bin': 10 },
    paths,
    robust,
  }: Shape = {},
) {
  const folder = join(models, id);
  await mkdir(folder);
  for (const [name, size] of Object.entries(shards)) await writeFile(join(folder, name), Buffer.alloc(size));
  const json = {
    weightsManifest: [{ paths: paths ?? Object.keys(shards), weights: [] }],
    userDefinedMetadata: { lucarne: { schema: 1, id, title, input: {}, classes, robust } },
  };
  await writeFile(join(folder, 'model.json'), JSON.stringify(json));
}
const bundle = (...ids: string[]) => writeFile(join(models, 'bundled.json'), JSON.stringify(ids));

async function rows(): Promise<{ list: ModelRow[]; warnings: string[] }> {
  const warnings: string[] = [];
  return { list: await readModelRows(models, (message) => warnings.push(message)), warnings };
}

const quiet = createLogger('silent');

async function serve(): Promise<number> {
  const server = await preview({
    root,
    configFile: false,
    customLogger: quiet,
    plugins: [modelsPlugin(models)],
    preview: { port: 41_730, host: '127.0.0.1' },
  });
  cleanUp.push(() => server.close());
  return (server.httpServer.address() as AddressInfo).port;
}

/** A raw request: unlike `fetch`, it sends `..` as it stands. */
function get(port: number, path: string): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body });
      });
    })
      .on('error', reject)
      .end();
  });
}

describe('the list of networks', () => {
  it('has a row per network, bundled first, then by title, with the weight of its shards', async () => {
    await addModel('zebra', { title: 'Zebra', shards: { 'a.bin': 7, 'b.bin': 5 } });
    await addModel('apple', { title: 'Apple', classes: 'imagenet' });
    await addModel('mango', { title: 'Mango' });
    await bundle('zebra');
    const { list, warnings } = await rows();
    expect(warnings).toEqual([]);
    expect(list).toEqual([
      { id: 'zebra', title: 'Zebra', classes: 2, bundled: true, bytes: 12, path: 'models/zebra/model.json' },
      {
        id: 'apple',
        title: 'Apple',
        classes: 1000,
        bundled: false,
        bytes: 10,
        path: 'models/apple/model.json',
      },
      { id: 'mango', title: 'Mango', classes: 2, bundled: false, bytes: 10, path: 'models/mango/model.json' },
    ]);
  });

  it('has the bundled ones in the order of their list, whatever they are called, and says whose robust twin one is', async () => {
    const robust = { standard: 'plain', radius: 4, training: 'On changed photos.', measured: ['Once.'] };
    await addModel('plain', { title: 'Zebra' });
    await addModel('firm', { title: 'Apple', robust });
    await bundle('plain', 'firm');
    const { list } = await rows();
    expect(list.map(({ id }) => id)).toEqual(['plain', 'firm']);
    expect(list.map((row) => row.robust)).toEqual([undefined, robust]);
  });

  it('lists a model from elsewhere by its folder, with the width of its last layer as classes', async () => {
    const folder = join(models, 'my-export');
    await mkdir(folder);
    await writeFile(join(folder, 'w.bin'), Buffer.alloc(8));
    const weights = [{ shape: [3, 3, 3, 8] }, { shape: [8, 5] }, { shape: [5] }];
    await writeFile(
      join(folder, 'model.json'),
      JSON.stringify({ weightsManifest: [{ paths: ['w.bin'], weights }] }),
    );
    const { list, warnings } = await rows();
    expect(warnings).toEqual([]);
    expect(list).toEqual([
      {
        id: 'my-export',
        title: 'my-export',
        classes: 5,
        bundled: false,
        bytes: 8,
        path: 'models/my-export/model.json',
      },
    ]);
  });

  it('leaves out what is broken and says so, and is silent about folders that are no networks', async () => {
    await addModel('good');
    await addModel('no-shard', { paths: ['missing.bin'] });
    await addModel('way-out', { paths: ['../../secret.txt'] });
    await mkdir(join(models, 'not-json'));
    await writeFile(join(models, 'not-json', 'model.json'), '{');
    await mkdir(join(models, 'training'));
    const { list, warnings } = await rows();
    expect(list.map(({ id }) => id)).toEqual(['good']);
    expect(warnings.map((warning) => warning.split(' ')[0])).toEqual([
      'models/no-shard',
      'models/not-json',
      'models/way-out',
    ]);
  });

  it('is empty where there is no folder', async () => {
    await rm(models, { recursive: true });
    expect(await rows()).toEqual({ list: [], warnings: [] });
  });
});

describe('the server', () => {
  it('lists what is there now and serves its files, and nothing outside the folder', async () => {
    await mkdir(join(root, 'dist'));
    const port = await serve();
    expect(JSON.parse((await get(port, '/models/index.json')).body)).toEqual([]);
    await addModel('late', { shards: { 'w.bin': 3 } });
    const index = await get(port, '/models/index.json');
    expect(index.type).toBe('application/json');
    expect((JSON.parse(index.body) as ModelRow[]).map(({ id }) => id)).toEqual(['late']);
    expect((await get(port, '/models/late/w.bin')).body).toHaveLength(3);
    expect((await get(port, '/models/late/model.json')).status).toBe(200);
    for (const path of [
      'late/none.bin',
      '../secret.txt',
      '%2e%2e/secret.txt',
      '..%2fsecret.txt',
      'late/../../secret.txt',
    ]) {
      const { status, body } = await get(port, `/models/${path}`);
      expect([path, status, body.includes('secret')]).toEqual([path, 404, false]);
    }
  });

  it('does the same in development', async () => {
    await addModel('one');
    const server = await createServer({
      root,
      configFile: false,
      customLogger: quiet,
      plugins: [modelsPlugin(models)],
      server: { port: 41_750, host: '127.0.0.1', ws: false },
    });
    cleanUp.push(() => server.close());
    await server.listen();
    const { port } = server.httpServer!.address() as AddressInfo;
    expect((JSON.parse((await get(port, '/models/index.json')).body) as ModelRow[])[0]!.id).toBe('one');
    expect((await get(port, '/models/one/w.bin')).status).toBe(200);
    expect((await get(port, '/models/one/none.bin')).status).toBe(404);
  });
});

describe('a build', () => {
  const buildHere = () =>
    build({ root, configFile: false, customLogger: quiet, plugins: [modelsPlugin(models)] });

  it('carries the bundled networks and their list, and no others', async () => {
    await addModel('in', { shards: { 'w.bin': 4 } });
    await addModel('out');
    await bundle('in');
    await buildHere();
    const index = await readFile(join(root, 'dist/models/index.json'), 'utf8');
    expect((JSON.parse(index) as ModelRow[]).map(({ id }) => id)).toEqual(['in']);
    expect((await readdir(join(root, 'dist/models'))).sort()).toEqual(['in', 'index.json', 'zoo.json']);
    expect((await readdir(join(root, 'dist/models/in'))).sort()).toEqual(['model.json', 'w.bin']);
  });

  it('fails where a bundled network is missing', async () => {
    await bundle('ghost');
    await expect(buildHere()).rejects.toThrow(/ghost/);
  });
});
