import type { PixelImage } from '../../../../src/core/pictures/pixel-image';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { rgbaToZScore } from '../../../../src/networks/kernels/picture/round-to-bytes';
import { softmax, topK } from '../../../../src/core/statistics/softmax';
import { createJudge, type JudgeOptions } from '../../../../src/engine/judge/judge';
import { createJudgeBench } from '../../../../src/engine/judge/judge-bench';
import { createNetwork } from '../../../../src/networks/executor/executor';
import { exportGraphModel, type GraphModelOptions } from '../../../../src/networks/exporters/graph-model';
import { exportTfjsLayers } from '../../../../src/networks/exporters/tfjs-layers';
import type { ImportedNetwork } from '../../../../src/networks/graph/graph';
import { imagenetClasses } from '../../../../src/networks/graph/imagenet-classes';
import { relativeError } from '../../../../testing/agreement';
import { useBackend } from '../../../../testing/backends';
import { thousandClasses } from '../../../../testing/thousand-classes';
import { generator } from '../../../../testing/small-generator';

function picture(seed: number, width = 224, height = 224): PixelImage {
  const random = generator(seed);
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : random() * 255,
  );
  return { width, height, data };
}

/** What the lab's own executor says. */
function expected({ graph, weights }: ImportedNetwork, { data, width, height }: PixelImage, count = 5) {
  const network = createNetwork(graph, weights);
  const logits = tf.tidy(() => network.logits(rgbaToZScore(data, width, height)).dataSync());
  network.dispose();
  return topK(softmax(logits), count);
}

interface Served {
  readonly modelJson: unknown;
  readonly shards: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** A server with one model's files, whatever their folder; others are not found. */
function serving({ modelJson, shards }: Served) {
  const files = new Map<string, BodyInit>([...shards, ['model.json', JSON.stringify(modelJson)]]);
  return vi.fn((input: string | URL | Request) => {
    const name = new URL(input instanceof Request ? input.url : input).pathname.split('/').at(-1);
    const body = files.get(name ?? '');
    return Promise.resolve(body ? new Response(body) : new Response('', { status: 404 }));
  });
}

function asFiles({ modelJson, shards }: Served): File[] {
  return [
    ...[...shards].map(([name, bytes]) => new File([bytes], name)),
    new File([JSON.stringify(modelJson)], 'model.json'),
  ];
}

const graphModel = (options: GraphModelOptions = {}, network = thousandClasses()): Served =>
  exportGraphModel(network, { background: true, ...options });

/** Classifies a picture, checks the rows against the executor, and that no tensor stays. */
async function expectJudgement(options: JudgeOptions, network = thousandClasses()): Promise<void> {
  const image = picture(3);
  const rows = expected(network, image);
  const before = tf.memory().numTensors;
  const judge = createJudge(options);
  const first = await judge.classify(image);
  const loaded = tf.memory().numTensors;
  expect(first.map(({ index }) => index)).toEqual(rows.map(({ index }) => index));
  expect(
    relativeError(
      first.map((row) => row.probability),
      rows.map((row) => row.value),
    ),
  ).toBeLessThan(1e-4);
  expect(await judge.classify(image)).toEqual(first);
  expect(tf.memory().numTensors).toBe(loaded);
  judge.dispose();
  expect(tf.memory().numTensors).toBe(before);
}

/** That a judge refuses, leaves no tensor behind, and says so in a way that can be shown. */
async function expectRefusal(options: JudgeOptions, code: string, message: RegExp): Promise<void> {
  const before = tf.memory().numTensors;
  await expect(createJudge(options).classify(picture(3))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message) as string,
    nextStep: expect.stringMatching(/\.$/) as string,
  });
  expect(tf.memory().numTensors).toBe(before);
}

const url = 'https://models.example/judge/model.json';

afterEach(() => vi.restoreAllMocks());

describe.each(['cpu', 'wasm'] as const)('a judge on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(['tf', 'caffe'] as const)("judges as the lab's own network does: %s", async (preprocessing) => {
    const network = thousandClasses(preprocessing);
    await expectJudgement({ source: { network } }, network);
  });

  it('reads a graph model from an address, whose input spans [-1, 1] unless told', async () => {
    await expectJudgement({ source: { url }, fetch: serving(graphModel()) });
    const onPixels = serving(graphModel({ input: 'pixels' }));
    await expectJudgement({ source: { url, inputRange: [0, 1] }, fetch: onPixels });
  });

  it('reads a layers model from the address of its folder', async () => {
    const fetch = serving(exportTfjsLayers(thousandClasses()));
    await expectJudgement({ source: { url: 'https://models.example/judge/' }, fetch });
  });

  it('reads either from local files', async () => {
    await expectJudgement({ source: { files: asFiles(graphModel()) } });
    await expectJudgement({ source: { files: asFiles(exportTfjsLayers(thousandClasses())) } });
  });

  it('takes the hub model that the package names where told nothing', async () => {
    const platform = vi.spyOn(tf.env().platform, 'fetch');
    platform.mockImplementation(serving(graphModel({ input: 'pixels' })));
    await expectJudgement({});
    expect(String(platform.mock.calls[0]?.[0])).toMatch(/^https:\/\/tfhub\.dev\/.*mobilenet_v1_100_224/);
  });
});

describe('a judge', () => {
  beforeAll(() => useBackend('cpu'));

  it('names classes as the lab does, and gives as many as are asked for', async () => {
    const network = thousandClasses();
    const image = picture(4);
    const judge = createJudge({ source: { network } });
    const rows = await judge.classify(image, 3);
    const names = imagenetClasses();
    expect(rows.map(({ name }) => name)).toEqual(
      expected(network, image, 3).map(({ index }) => names[index]!.name),
    );
    judge.dispose();
  });

  it('takes pictures of any size', async () => {
    const judge = createJudge({ source: { network: thousandClasses() } });
    const plain = (width: number, height: number): PixelImage => ({
      width,
      height,
      data: new Uint8ClampedArray(width * height * 4).map((_, i) => [200, 30, 90, 255][i % 4]!),
    });
    const [own, other] = [await judge.classify(plain(224, 224)), await judge.classify(plain(50, 31))];
    expect(other.map(({ index }) => index)).toEqual(own.map(({ index }) => index));
    judge.dispose();
  });

  it('loads nothing before it is asked, and once however often it is', async () => {
    const fetch = serving(graphModel());
    const judge = createJudge({ source: { url }, fetch });
    expect(fetch).not.toHaveBeenCalled();
    await Promise.all([judge.classify(picture(1)), judge.classify(picture(2))]);
    await judge.classify(picture(3));
    expect(fetch).toHaveBeenCalledTimes(2);
    judge.dispose();
  });

  it('answers whoever waits while it is given up, then frees its tensors, and loads again', async () => {
    const before = tf.memory().numTensors;
    const judge = createJudge({ source: { url }, fetch: serving(graphModel()) });
    const answer = judge.classify(picture(1));
    judge.dispose();
    expect(await answer).toHaveLength(5);
    expect(tf.memory().numTensors).toBe(before);
    expect(await judge.classify(picture(1))).toEqual(await answer);
    judge.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('tries again after a failure', async () => {
    const fetch = serving(graphModel());
    const judge = createJudge({ source: { url }, fetch });
    fetch.mockRejectedValueOnce(new TypeError('fetch failed'));
    await expect(judge.classify(picture(1))).rejects.toMatchObject({ code: 'download-failed' });
    expect(await judge.classify(picture(1))).toHaveLength(5);
    judge.dispose();
  });

  it('says that the hub cannot be reached', async () => {
    const platform = vi.spyOn(tf.env().platform, 'fetch');
    platform.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expectRefusal({}, 'download-failed', /tfhub\.dev/);
    platform.mockResolvedValueOnce(new Response('', { status: 404 }));
    await expectRefusal({}, 'download-failed', /tfhub\.dev/);
  });

  it('says which file is missing', async () => {
    const { modelJson, shards } = graphModel();
    const fetch = serving({ modelJson, shards: new Map() });
    await expectRefusal({ source: { url }, fetch }, 'download-failed', /shard1of1\.bin answered 404/);
    const files = asFiles({ modelJson, shards }).slice(-1);
    await expectRefusal({ source: { files } }, 'weights-missing', /shard1of1\.bin/);
    await expectRefusal({ source: { files: [] } }, 'unsupported-model', /got nothing/);
  });

  it('refuses what cannot judge', async () => {
    const small = thousandClasses('tf', 160);
    await expectRefusal({ source: { network: small } }, 'unsupported-model', /160 x 160/);
    const few = {
      graph: { ...small.graph, classes: small.graph.classes.slice(0, 16) },
      weights: small.weights,
    };
    await expectRefusal({ source: { network: few } }, 'unsupported-model', /16 classes/);
    const noBackground = serving(graphModel({ background: false }));
    await expectRefusal({ source: { url }, fetch: noBackground }, 'unsupported-model', /got \[1, 1000\]/);
    const otherSize = serving(graphModel({}, small));
    await expectRefusal({ source: { url }, fetch: otherSize }, 'unsupported-model', /160,160/);
  });

  it('leaves no tensor behind when a graph model is damaged', async () => {
    const { modelJson, shards } = exportGraphModel(thousandClasses(), { background: true });
    const short = new Map([...shards].map(([name, bytes]) => [name, bytes.slice(0, -40)]));
    const fetch = serving({ modelJson, shards: short });
    await expectRefusal({ source: { url }, fetch }, 'unsupported-model', /fails on such a picture/);
    const { node: nodes, versions } = modelJson.modelTopology;
    const unknown = nodes.map((node) => (node.op === 'Relu' ? { ...node, op: 'Whatever' } : node));
    const odd = serving({ modelJson: { ...modelJson, modelTopology: { node: unknown, versions } }, shards });
    await expectRefusal({ source: { url }, fetch: odd }, 'unsupported-model', /Whatever/);
    const untyped = { ...modelJson, weightsManifest: [{ paths: [], weights: [{ name: 'w' }] }] };
    const bad = serving({ modelJson: untyped, shards });
    await expectRefusal({ source: { url }, fetch: bad }, 'unsupported-model', /model\.json/);
  });
});

describe('the bench of judges', () => {
  beforeAll(() => useBackend('cpu'));

  it('keeps one judge loaded, and frees it for another', async () => {
    const fetch = serving(graphModel());
    const judge = createJudgeBench({ fetch });
    const first = await judge(picture(1), { url });
    const held = tf.memory().numTensors;
    expect(first).toMatchObject({ source: url, top: { length: 5 } });
    expect(await judge(picture(1), { url })).toEqual(first);
    expect(fetch).toHaveBeenCalledTimes(2);
    const other = { url: 'https://models.example/other/model.json' };
    expect(await judge(picture(1), other)).toEqual({ ...first, source: other.url });
    expect(fetch).toHaveBeenCalledTimes(4);
    expect(tf.memory().numTensors).toBe(held);
  });
});
