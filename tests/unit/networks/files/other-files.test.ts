import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fetchModel, readModelFiles } from '../../../../src/networks/storage/weights';
import { onnxFile } from '../../../../testing/onnx-file';
import { refusal } from '../importers/refusal';

const latin = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const network = new Uint8Array(
  onnxFile({
    nodes: [
      { op: 'GlobalAveragePool', inputs: ['x'], output: 'g' },
      { op: 'Flatten', inputs: ['g'], output: 'y' },
    ],
  }),
);
/** As `torch.save` packs weights. */
const checkpoint = zipSync({
  'archive/data.pkl': latin(
    '\x80\x02ccollections\nOrderedDict\nq\x00)Rq\x01(X\x08\0\0\0a.weightctorch._utils\n_rebuild_tensor_v2\nq\x02u.',
  ),
  'archive/data/0': latin('0000'),
});

describe('a file that is no network of these kinds', () => {
  it.each<[string, Uint8Array<ArrayBuffer>, RegExp, RegExp]>([
    // Field 2 of Core ML's protobuf is its description, of ONNX's the producer.
    ['net.mlmodel', Uint8Array.of(8, 1, 0x12, 4, 10, 2, 10, 0), /is a Core ML model/, /Export the network/],
    ['yolov3.cfg', latin('[net]\nbatch=64\n'), /is a Darknet model/, /Export the network/],
    [
      'model.ckpt-100.index',
      latin('\0\x01\x02'),
      /is a TensorFlow checkpoint/,
      /framework where it was trained/,
    ],
    ['model.ckpt-9.data-00000-of-00001', latin('\0\x01'), /is a TensorFlow checkpoint/, /framework where/],
    ['net.t7', latin('\x04\0\0\0\x01\0\0\0'), /is a Torch7 file/, /Export the network/],
    ['net.msgpack', latin('\x81\xa6params'), /is a Flax checkpoint/, /Export the network/],
    ['net.mat', latin('MATLAB 5.0 MAT-file'), /is a MATLAB file/, /Export the network/],
    ['net.mnn', latin('\x20\0\0\0\x01'), /is an MNN model/, /Export the network/],
    ['net.param', latin('7767517\n3 2\n'), /is an ncnn model/, /Export the network/],
    [
      'sk.pkl',
      latin('\x80\x04csklearn.linear_model\nRidge\nq\x00.'),
      /is a Python pickle\./,
      /Export the network/,
    ],
    ['a.joblib', latin('\x80\x03}q\x00.'), /is a Python pickle\./, /Export the network/],
    ['net.tar', latin(`net.onnx${'\0'.repeat(249)}ustar\x0000`), /is a tar archive/, /Unpack it/],
    ['net.onnx.gz', latin('\x1f\x8b\x08\0'), /is a gzip archive/, /Unpack it/],
    ['none.zip', latin('PK\x05\x06\0\0'), /is an empty ZIP archive/, /Drop an \.onnx/],
    [
      'weights.npz',
      zipSync({ 'a.npy': latin('\x93NUMPY\x01\0'), 'b.npy': latin('\x93NUMPY\x01\0') }),
      /“weights\.npz” is a file of NumPy arrays/,
      /Export the network/,
    ],
    [
      'net.pt2',
      zipSync({ 'net/models/model.json': latin('{}'), 'net/archive_format': latin('pt2') }),
      /“net\.pt2” is a program that torch\.export saved/,
      /torch\.onnx\.export\(torch\.export\.load\("net\.pt2"\), f="network\.onnx"\)/,
    ],
    [
      'net.zip',
      zipSync({ 'best.pth': checkpoint, 'readme.txt': latin('x') }),
      /“best\.pth” is a PyTorch checkpoint/,
      /load_state_dict\(torch\.load\("best\.pth"\)\)/,
    ],
  ])('%s is named, with what helps', async (name, content, is, advice) => {
    const error = await refusal(() => readModelFiles([new File([content], name)]));
    expect(error.message).toMatch(is);
    expect(error.nextStep).toMatch(advice);
  });
});

describe('a network among other files', () => {
  it.each<[string, () => File[]]>([
    ['a checkpoint of itself', () => [new File([checkpoint], 'best.pt'), new File([network], 'best.onnx')]],
    [
      'photos in an archive that is damaged',
      () => [new File(['PK\x03\x04'], 'photos.zip'), new File([network], 'n.onnx')],
    ],
    [
      'an archive around it and its ZIP',
      () => [new File([zipSync({ 'in.zip': zipSync({ 'n.onnx': network }) })], 'out.zip')],
    ],
  ])('is found beside %s', async (_name, files) => {
    expect((await readModelFiles(files())).network.graph.classes).toHaveLength(3);
  });
});

describe('the address of the page about a file', () => {
  it.each([
    [
      'https://github.com/o/r/blob/main/nets/a.onnx',
      'https://raw.githubusercontent.com/o/r/main/nets/a.onnx',
    ],
    ['https://github.com/o/r/raw/v1/a.onnx', 'https://raw.githubusercontent.com/o/r/v1/a.onnx'],
    [
      'https://huggingface.co/o/r/blob/main/onnx/model.onnx',
      'https://huggingface.co/o/r/resolve/main/onnx/model.onnx',
    ],
    [
      'https://huggingface.co/o/r/resolve/main/model.onnx?download=true',
      'https://huggingface.co/o/r/resolve/main/model.onnx?download=true',
    ],
  ])('%s gives the file', async (page, file) => {
    const asked: string[] = [];
    const ask: typeof fetch = (url) => {
      asked.push(url instanceof Request ? url.url : String(url));
      return Promise.resolve(new Response(network));
    };
    await fetchModel(page, { fetch: ask });
    expect(asked).toEqual([file]);
  });

  it.each(['net.onnx', 'model.json'])('elsewhere is called what it is: %s', async (name) => {
    const ask: typeof fetch = () => Promise.resolve(new Response('<!doctype html><title>Sign in</title>'));
    const error = await refusal(() => fetchModel(`https://example.org/${name}`, { fetch: ask }));
    expect(error.message).toBe(
      `Expected a network at https://example.org/${name}, got a web page: it is the address of a page about the file, or the file is no longer there.`,
    );
    expect(error.nextStep).toMatch(/Copy the address/);
  });
});

describe('an address without the ending of a file', () => {
  const server =
    (files: Readonly<Record<string, BodyInit>>): typeof fetch =>
    (url) => {
      const found = files[new URL(url instanceof Request ? url.url : url).pathname];
      return Promise.resolve(found === undefined ? new Response('', { status: 404 }) : new Response(found));
    };

  it.each(['/files/net.onnx/content', '/download'])('%s may be that of a file', async (path) => {
    const { network: read } = await fetchModel(`https://example.org${path}?id=3`, {
      fetch: server({ [path]: network }),
    });
    expect(read.graph.classes).toHaveLength(3);
  });

  it('is that of a folder where it is none', async () => {
    const ask = server({ '/nets/small': '<!doctype html><title>Index</title>' });
    const error = await refusal(() => fetchModel('https://example.org/nets/small', { fetch: ask }));
    expect(error.message).toBe('https://example.org/nets/small/model.json answered 404.');
  });

  it('that no page may read is told what else to do', async () => {
    const ask: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const error = await refusal(() => fetchModel('https://example.org/net.onnx', { fetch: ask }));
    expect(error.nextStep).toMatch(/download the file yourself and drop it on the page/);
  });
});
