import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { exportTfjsLayers } from '../../../../src/networks/exporters/tfjs-layers';
import { fetchModel, hashWeights, readModelFiles } from '../../../../src/networks/storage/weights';
import { branchedNetwork } from '../../../../testing/networks';
import { onnxFile } from '../../../../testing/onnx-file';

const exported = exportTfjsLayers(branchedNetwork());
const files = new Map<string, Uint8Array<ArrayBuffer>>(
  [...exported.shards].map(([name, bytes]) => [`/models/small/${name}`, bytes] as const),
);
files.set('/models/small/model.json', new TextEncoder().encode(JSON.stringify(exported.modelJson)));
const onnx = new Uint8Array(
  onnxFile({
    name: 'main_graph',
    nodes: [
      { op: 'GlobalAveragePool', inputs: ['x'], output: 'gap' },
      { op: 'Flatten', inputs: ['gap'], output: 'y' },
    ],
  }),
);
files.set('/nets/tiny.onnx', onnx);

/** A server that holds `files`, as `fetch` sees it. */
const serve: typeof fetch = (url, init) => {
  init?.signal?.throwIfAborted();
  const bytes = files.get(new URL(url instanceof Request ? url.url : url).pathname);
  if (!bytes) return Promise.resolve(new Response('not here', { status: 404, statusText: 'Not Found' }));
  return Promise.resolve(new Response(bytes, { headers: { 'content-length': String(bytes.length) } }));
};
const at = (path: string) => `https://example.org${path}`;

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('expected a rejection'),
    (error: unknown) => error,
  );
}

describe('fetching networks', () => {
  it.each(['/models/small/model.json', '/models/small', '/models/small/'])(
    'reads a layers model at %s',
    async (path) => {
      const { network, hash } = await fetchModel(at(path), { fetch: serve });
      expect(network.graph).toMatchObject({ id: 'small', title: 'Small' });
      const [shard] = exported.shards.values();
      expect(hash).toBe(await hashWeights(shard as Uint8Array<ArrayBuffer>));
    },
  );

  it('reads an ONNX file, named after the file where its graph is nondescript', async () => {
    const { network, hash } = await fetchModel(at('/nets/tiny.onnx?download=true'), {
      fetch: serve,
      classes: ['r', 'g', 'b'],
    });
    expect(network.graph).toMatchObject({ id: 'tiny', title: 'tiny' });
    expect(network.graph.classes.map((label) => label.name)).toEqual(['r', 'g', 'b']);
    expect(hash).toBe(await hashWeights(onnx));
  });

  it('tells how far it is, up to the whole', async () => {
    const seen: [number, number | null][] = [];
    await fetchModel(at('/models/small'), { fetch: serve, onProgress: (...now) => seen.push(now) });
    const total = [...exported.shards.values()].reduce((sum, shard) => sum + shard.length, 0);
    expect(seen[0]).toEqual([0, total]);
    expect(seen.at(-1)).toEqual([total, total]);
  });

  it('says which address failed, and how', async () => {
    const missing = await rejection(fetchModel(at('/models/none'), { fetch: serve }));
    expect(missing).toMatchObject({
      code: 'download-failed',
      message: `${at('/models/none/model.json')} answered 404 Not Found.`,
    });
    const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await rejection(fetchModel(at('/nets/tiny.onnx'), { fetch: offline }))).toMatchObject({
      code: 'download-failed',
    });
    const page: typeof fetch = () => Promise.resolve(new Response('<!doctype html><p>Hello'));
    expect(await rejection(fetchModel(at('/models/small'), { fetch: page }))).toMatchObject({
      code: 'unsupported-model',
      message: expect.stringMatching(/got a web page/) as string,
    });
  });

  it('passes an abort through as it is', async () => {
    const signal = AbortSignal.abort();
    const error = await rejection(fetchModel(at('/models/small'), { fetch: serve, signal }));
    expect(error).not.toBeInstanceOf(LabError);
    expect(error).toMatchObject({ name: 'AbortError' });
  });
});

describe('dropped files', () => {
  const shards = [...exported.shards].map(([name, bytes]) => new File([bytes], name));
  const json = new File([JSON.stringify(exported.modelJson)], 'model.json');

  it('reads model.json with its shards in any order', async () => {
    const { network } = await readModelFiles([...shards, json]);
    expect(network.graph.id).toBe('small');
  });

  it('reads one ONNX file', async () => {
    expect((await readModelFiles([new File([onnx], 'My Net.onnx')])).network.graph.title).toBe('My Net');
  });

  it('says which shards are missing', async () => {
    expect(await rejection(readModelFiles([json]))).toMatchObject({
      code: 'weights-missing',
      message: expect.stringContaining('group1-shard1of1.bin') as string,
    });
  });

  it('says what it expected instead of a photo', async () => {
    const error = await rejection(readModelFiles([new File(['x'], 'cat.jpg')]));
    expect(error).toMatchObject({
      code: 'unsupported-model',
      message: expect.stringContaining('got cat.jpg') as string,
    });
  });
});

describe('hashWeights', () => {
  it('is SHA-256 in hexadecimal', async () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(await hashWeights(new Uint8Array())).toBe(empty);
  });
});

describe('what a person says of a network', () => {
  const dropped = [
    new File([JSON.stringify({ ...exported.modelJson, userDefinedMetadata: undefined })], 'model.json'),
    ...[...exported.shards].map(([name, bytes]) => new File([bytes], name)),
  ];
  const count = branchedNetwork().graph.classes.length;

  it('takes class names from the metadata.json that Teachable Machine writes', async () => {
    const labels = Array.from({ length: count }, (_, i) => `pose ${i}`);
    const metadata = new File([JSON.stringify({ labels })], 'metadata.json');
    const { network } = await readModelFiles([...dropped, metadata]);
    expect(network.graph.classes.map(({ name }) => name)).toEqual(labels);
    const { network: renamed } = await readModelFiles([...dropped, metadata], {
      classes: labels.toReversed(),
    });
    expect(renamed.graph.classes[0]?.name).toBe(labels.at(-1));
  });

  it('goes before what its file says', async () => {
    const { network } = await fetchModel(at('/models/small'), { fetch: serve, preprocessing: 'caffe' });
    expect(network.graph.input.preprocessing.channels).toBe('BGR');
  });

  it('gives a network without a fixed size another one', async () => {
    const { network } = await fetchModel(at('/nets/tiny.onnx'), { fetch: serve, size: [10, 12] });
    expect(network.graph.input.size).toEqual([10, 12]);
  });
});
