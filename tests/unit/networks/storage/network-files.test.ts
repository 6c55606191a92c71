import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fetchModel, readModelFiles } from '../../../../src/networks/storage/weights';
import { layer, layersModel, sequential } from '../importers/layers-file';
import { refusal } from '../importers/refusal';
import { onnxFile } from '../../../../testing/onnx-file';
import { said } from '../../../../testing/said';

const NAMES = ['ant', 'bee', 'cat'];
const text = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const file = (name: string, content: unknown): File =>
  new File([content instanceof Uint8Array ? (content as Uint8Array<ArrayBuffer>) : text(content)], name);

const { json, bytes } = layersModel(
  sequential(
    [
      layer('Conv2D', 'c', {
        filters: 3,
        kernel_size: [3, 3],
        batch_input_shape: [null, 6, 6, 3],
        padding: 'same',
      }),
      layer('GlobalAveragePooling2D', 'g'),
    ],
    'sequential_4',
  ),
  { 'c/kernel': [3, 3, 3, 3], 'c/bias': [3] },
);
const model = json;
const named = (...paths: string[]) => ({
  ...json,
  weightsManifest: [{ paths, weights: (json['weightsManifest'] as { weights: unknown }[])[0]?.weights }],
});
const metadata = { tfjsVersion: '1.3.1', labels: NAMES, modelName: 'tm-my-image-model' };

const bias = Float32Array.of(1, 2, 3);
const onnx = (external: { kernel?: Record<string, string>; bias?: Record<string, string> } = {}) =>
  onnxFile({
    name: 'main_graph',
    weights: [
      {
        name: 'k',
        dims: [3, 3, 3, 3],
        values: new Float32Array(81).fill(0.25),
        ...(external.kernel ? { external: external.kernel } : {}),
      },
      { name: 'b', dims: [3], values: bias, ...(external.bias ? { external: external.bias } : {}) },
    ],
    nodes: [
      { op: 'Conv', inputs: ['x', 'k', 'b'], output: 'c' },
      { op: 'GlobalAveragePool', inputs: ['c'], output: 'g' },
      { op: 'Flatten', inputs: ['g'], output: 'y' },
    ],
  });
const kernelBytes = new Uint8Array(new Float32Array(81).fill(0.25).buffer);
const biasBytes = new Uint8Array(bias.buffer);

const classes = async (files: readonly File[]): Promise<string[]> =>
  (await readModelFiles(files)).network.graph.classes.map(({ name }) => name);

/** A server of these files, as `fetch` sees it; what was asked for is noted. */
function server(files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) {
  const asked: string[] = [];
  const ask: typeof fetch = (url) => {
    const { pathname, search } = new URL(url instanceof Request ? url.url : url);
    asked.push(pathname + search);
    const found = files[pathname];
    return Promise.resolve(found ? new Response(found) : new Response('no', { status: 404 }));
  };
  return { ask, asked };
}

describe('weights beside an ONNX file, whatever it calls them', () => {
  const optimum = onnx({
    kernel: { location: 'model.onnx_data', offset: '0', length: '324' },
    bias: { location: 'model.onnx_data', offset: '324' },
  });
  const data = Uint8Array.from([...kernelBytes, ...biasBytes]);
  const two = onnx({ kernel: { location: 'weights/a.bin' }, bias: { location: 'weights/b.bin' } });

  it('are read from files dropped with it', async () => {
    const alone = await readModelFiles([file('model.onnx', onnx())]);
    const { network } = await readModelFiles([file('model.onnx_data', data), file('model.onnx', optimum)]);
    expect(network.weights.get('c/kernel')?.values).toEqual(alone.network.weights.get('c/kernel')?.values);
    expect(network.weights.get('c/bias')?.values).toEqual(bias);
  });

  it('are read from several files and from folders in an archive', async () => {
    const dropped = [file('net.onnx', two), file('a.bin', kernelBytes), file('b.bin', biasBytes)];
    expect((await readModelFiles(dropped)).network.weights.get('c/bias')?.values).toEqual(bias);
    const archive = zipSync({
      'roses/model.onnx': two,
      'roses/weights/a.bin': kernelBytes,
      'roses/weights/b.bin': biasBytes,
      'old/weights/b.bin': biasBytes.map(() => 0),
      '__MACOSX/roses/._model.onnx': text('litter'),
    });
    const { network } = await readModelFiles([file('flowers.zip', archive)]);
    expect(network.weights.get('c/bias')?.values).toEqual(bias);
    expect(network.graph.title).toBe('roses');
  });

  it('are fetched from beside its address, with the same query, and from nowhere else', async () => {
    const { ask, asked } = server({
      '/nets/model.onnx': two.slice(),
      '/nets/weights/a.bin': kernelBytes,
      '/nets/weights/b.bin': biasBytes,
    });
    const { network, hash } = await fetchModel('https://example.org/nets/model.onnx?key=1', { fetch: ask });
    expect(network.weights.get('c/bias')?.values).toEqual(bias);
    expect(asked).toEqual([
      '/nets/model.onnx?key=1',
      '/nets/weights/a.bin?key=1',
      '/nets/weights/b.bin?key=1',
    ]);
    const dropped = [file('net.onnx', two), file('b.bin', biasBytes), file('a.bin', kernelBytes)];
    expect((await readModelFiles(dropped)).hash).toBe(hash);
    for (const location of [
      '../secret.bin',
      'https://elsewhere.org/nets/a.bin',
      '//elsewhere.org/a.bin',
      '/a.bin',
    ]) {
      const outside = onnx({ kernel: { location } });
      const other = server({
        '/nets/model.onnx': outside.slice(),
        '/secret.bin': kernelBytes,
        '/a.bin': kernelBytes,
        '/nets/a.bin': kernelBytes,
      });
      const error = await refusal(() =>
        fetchModel('https://example.org/nets/model.onnx', { fetch: other.ask }),
      );
      expect(error.code).toBe('weights-missing');
      expect(other.asked).toEqual(['/nets/model.onnx']);
    }
  });

  it('are asked for by name, all of them', async () => {
    const error = await refusal(() => readModelFiles([file('net.onnx', two)]));
    expect(error).toMatchObject({
      code: 'weights-missing',
      nextStep: expect.stringMatching(/“a\.bin” \(and 1 more\)/) as string,
    });
  });
});

describe('a Teachable Machine model', () => {
  const zip = zipSync({ 'model.json': text(model), 'metadata.json': text(metadata), 'w.bin': bytes });

  it('is opened as its ZIP, with its class names', async () => {
    expect(await classes([file('converted_tfjs.zip', zip)])).toEqual(NAMES);
  });

  it('brings its class names from its link; a link without them is as good', async () => {
    const files = { '/m/AbC/model.json': text(model), '/m/AbC/w.bin': bytes as Uint8Array<ArrayBuffer> };
    const named = await fetchModel('https://example.org/m/AbC/', {
      fetch: server({ ...files, '/m/AbC/metadata.json': text(metadata) }).ask,
    });
    expect(named.network.graph.classes.map(({ name }) => name)).toEqual(NAMES);
    expect(named.network.graph.title).toBe('AbC');
    const plain = await fetchModel('https://example.org/m/AbC/', { fetch: server(files).ask });
    expect(plain.network.graph.classes[0]?.name).toBe('class 0');
  });

  it('is whole though the browser renamed its files', async () => {
    const renamed = [
      file('metadata (2).json', metadata),
      file('w (2).bin', bytes),
      file('model (2).json', model),
    ];
    expect(await classes(renamed)).toEqual(NAMES);
    const old = file('w.bin', new Uint8Array(8));
    expect(await classes([old, ...renamed])).toEqual(NAMES);
    const shards = [bytes.slice(0, 200), bytes.slice(200)];
    const numbered = await readModelFiles([
      file('b2.bin', shards[1]),
      file('model.json', named('x-shard1of2', 'x-shard2of2')),
      file('b1.bin', shards[0]),
    ]);
    expect(numbered.hash).toBe(
      (await readModelFiles([file('model.json', model), file('w.bin', bytes)])).hash,
    );
  });

  it('may name its shards with the query of a signed link', async () => {
    expect(
      await classes([
        file('model.json', named('w.bin?X-Amz-Signature=a/b&X-Amz-Expires=3600')),
        file('w.bin', bytes),
      ]),
    ).toHaveLength(3);
  });
});

describe('what lies beside a network', () => {
  const own = [file('model.json', model), file('w.bin', bytes)];

  it.each<[string, File[], string[]]>([
    ['a README', [file('README.txt', 'one\ntwo\nthree')], ['class 0', 'class 1', 'class 2']],
    ['a list of its names', [file('labels.txt', NAMES.join('\n'))], NAMES],
    ['a JSON list', [file('class_names.json', NAMES)], NAMES],
    ['Darknet’s .names', [file('coco.names', NAMES.join('\n'))], NAMES],
    [
      'a list in Latin-1',
      [
        file(
          'labels.txt',
          Uint8Array.from('0 hêtre\n1 chêne\n2 frêne', (letter) => letter.charCodeAt(0)),
        ),
      ],
      ['hêtre', 'chêne', 'frêne'],
    ],
    ['Keras’s class_indices.json', [file('class_indices.json', { cat: 2, ant: 0, bee: 1 })], NAMES],
    ['a README and a list', [file('README.txt', 'mine'), file('data.yaml', 'names: [ant, bee, cat]')], NAMES],
    [
      'notes and a list',
      [
        file('history.json', { loss: [1, 2] }),
        file('notes.txt', 'x\ny\nz\nw'),
        file('names.csv', 'id;name\n0;ant\n1;bee\n2;cat'),
      ],
      NAMES,
    ],
    [
      'litter of systems',
      [file('.DS_Store', 'x'), file('._model.json', 'y')],
      ['class 0', 'class 1', 'class 2'],
    ],
  ])('%s', async (_, beside, expected) => {
    expect(await classes([...beside, ...own])).toEqual(expected);
  });

  it('a list of another length is said to be left out', async () => {
    const { network } = await readModelFiles([...own, file('labels.txt', 'ant\nbee')]);
    expect(said(network.graph.notes)).toEqual([
      '“labels.txt” has 2 names and the network 3 classes, so it is not used.',
    ]);
  });

  it('another network is asked about', async () => {
    const error = await refusal(() => readModelFiles([...own, file('net.onnx', onnx())]));
    expect(error.message).toBe('These are 2 networks: net.onnx, model.json.');
    expect(error.nextStep).toMatch(/Drop one of them/);
  });

  it('weights without their model are said to lack it', async () => {
    const error = await refusal(() => readModelFiles([file('w.bin', bytes)]));
    expect(error).toMatchObject({
      code: 'weights-missing',
      nextStep: expect.stringMatching(/model\.json/) as string,
    });
  });
});

describe('files that are another thing', () => {
  const zipped = (...paths: string[]) => zipSync(Object.fromEntries(paths.map((path) => [path, text('x')])));

  it.each<[string, Uint8Array, RegExp, RegExp]>([
    ['model.pth', zipped('archive/data.pkl', 'archive/data/0'), /PyTorch checkpoint/, /torch\.onnx\.export/],
    ['old.pth', Uint8Array.of(0x80, 2, 0x8a, 10), /PyTorch checkpoint/, /torch\.onnx\.export/],
    ['model.pt', text('nothing known'), /PyTorch checkpoint/, /torch\.onnx\.export/],
    ['model.tflite', Uint8Array.of(28, 0, 0, 0, 0x54, 0x46, 0x4c, 0x33), /TensorFlow Lite/, /--tflite/],
    ['saved_model.pb', Uint8Array.of(8, 1, 0x12, 4, 10, 2, 0, 0), /SavedModel/, /write_graph/],
    ['frozen.pbtxt', text('node {'), /TensorFlow graph/, /ONNX/],
    [
      'model.safetensors',
      Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d),
      /weights alone/,
      /build the model/,
    ],
    ['model.ckpt', Uint8Array.of(1, 2, 3), /checkpoint/, /build the model/],
    ['model.mlmodel', Uint8Array.of(8, 99, 1), /Core ML/, /ONNX/],
    ['model.caffemodel', Uint8Array.of(10, 1, 1), /Caffe/, /ONNX/],
    ['model.engine', Uint8Array.of(0x66, 0x74, 0x72, 0x74), /TensorRT/, /ONNX/],
    ['model.ort', Uint8Array.of(28, 0, 0, 0, 0x4f, 0x52, 0x54, 0x4d), /ONNX Runtime/, /ONNX/],
    ['model.pkl', Uint8Array.of(1, 2, 3), /pickle/, /torch\.onnx\.export/],
    [
      'arch.json',
      text({ class_name: 'Sequential', config: { layers: [] } }),
      /without its weights/,
      /model\.save\("network\.keras"\)/,
    ],
  ])('%s is named, and how to export it', async (name, content, is, how) => {
    const error = await refusal(() => readModelFiles([file(name, content)]));
    expect(error.code).toBe('other-format');
    expect(error.message).toContain(`“${name}”`);
    expect(error.message).toMatch(is);
    expect(error.nextStep).toMatch(how);
  });

  it('a SavedModel folder is named as one', async () => {
    const files = [
      file('fingerprint.pb', Uint8Array.of(9)),
      file('variables.data-00000-of-00001', bytes),
      file('saved_model.pb', Uint8Array.of(8, 1, 0x12, 4)),
    ];
    expect((await refusal(() => readModelFiles(files))).message).toMatch(/SavedModel/);
  });

  it.each(['net.pth', 'net', 'net.onnx (1)', 'NET.ONNX'])(
    'an ONNX file called %s is opened',
    async (name) => {
      expect(await classes([file(name, onnx())])).toHaveLength(3);
    },
  );

  it('a web page and a pointer are called what they are, also in place of weights', async () => {
    const page = text('\n\n<!DOCTYPE html>\n<html lang="en"><title>model.onnx</title>');
    const pointer = text('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n');
    for (const [content, is] of [
      [page, /web page/],
      [pointer, /Git LFS pointer/],
    ] as const) {
      for (const files of [
        [file('net.onnx', content)],
        [file('model.json', content)],
        [file('model.json', model), file('w.bin', content)],
        [file('net.onnx', onnx({ kernel: { location: 'k.data' } })), file('k.data', content)],
      ]) {
        const error = await refusal(() => readModelFiles(files));
        expect(error.message).toMatch(is);
        expect(error.message.length + error.nextStep.length).toBeLessThan(400);
      }
    }
  });

  it('an archive that would fill the memory is refused, and one that is damaged', async () => {
    const bomb = zipSync({ 'model.json': text(model), 'w.bin': new Uint8Array(2 ** 26 + 1) }, { level: 9 });
    expect((await refusal(() => readModelFiles([file('bomb.zip', bomb)]))).message).toMatch(
      /unpack to far more/,
    );
    const damaged = zipSync({ 'model.json': text(model) }).slice(0, 60);
    expect((await refusal(() => readModelFiles([file('cut.zip', damaged)]))).message).toMatch(
      /archive .* damaged/,
    );
  });
});

describe('a network is called after what tells it from others', () => {
  const own = [file('model.json', model), file('w.bin', bytes)];

  it('its file, else what it came in, and never “model”', async () => {
    const titles = [
      await readModelFiles([file('beetles.onnx', onnx())]),
      await readModelFiles([file('model.onnx', onnx())], { folder: 'beetles' }),
      await readModelFiles(own, { folder: 'beetles' }),
      await readModelFiles([file('beetles.zip', zipSync({ 'model.json': text(model), 'w.bin': bytes }))]),
      await readModelFiles([...own, file('metadata.json', { ...metadata, modelName: 'beetles' })], {
        folder: 'x',
      }),
      // What Teachable Machine calls every model tells less than the folder.
      await readModelFiles([...own, file('metadata.json', metadata)], { folder: 'beetles' }),
      await readModelFiles(own, { title: 'beetles' }),
      await fetchModel('https://example.org/me/beetles/resolve/main/onnx/model.onnx', {
        fetch: server({ '/me/beetles/resolve/main/onnx/model.onnx': onnx().slice() }).ask,
      }),
    ].map(({ network }) => network.graph.title);
    expect(new Set(titles)).toEqual(new Set(['beetles']));
    expect((await readModelFiles(own)).network.graph.title).toBe('My network');
  });
});
