import { PbfWriter } from 'pbf';
import { describe, expect, it } from 'vitest';
import { importOnnx, importOnnxFile } from '../../../../../src/networks/importers/onnx/onnx';
import { readModelFiles } from '../../../../../src/networks/storage/weights';
import { onnxFile } from '../../../../../testing/onnx-file';
import { refusal } from '../refusal';

const CHANNELS = 256;
const kernel = Float32Array.from({ length: CHANNELS * 3 * 9 * 9 }, (_, i) => Math.sin(i));
const inside = { name: 'k', dims: [CHANNELS, 3, 9, 9], values: kernel };
const nodes = [
  { op: 'Conv', inputs: ['x', 'k'], output: 'c' },
  { op: 'GlobalAveragePool', inputs: ['c'], output: 'y' },
];

/** The same network with its weights outside, as PyTorch's exporter writes them. */
function outside(entries: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const empty = onnxFile({ input: [1, 3, 9, 9], nodes });
  const pbf = new PbfWriter();
  const entry = ([key, value]: readonly [string, string], p: PbfWriter) => {
    p.writeStringField(1, key);
    p.writeStringField(2, value);
  };
  const tensor = (_: null, p: PbfWriter) => {
    p.writePackedVarint(1, [...inside.dims]);
    p.writeVarintField(2, 1);
    p.writeStringField(8, 'k');
    for (const one of Object.entries(entries)) p.writeMessage(13, entry, one);
    p.writeVarintField(14, 1);
  };
  pbf.writeMessage(5, tensor, null);
  return withinGraph(empty, pbf.finish());
}

/** A file with one more field at the end of its graph, which is the last of its fields. */
function withinGraph(file: Uint8Array, field: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = file.indexOf((7 << 3) | 2);
  const length = (file[head + 1] ?? 0) < 128 ? 1 : 2;
  const pbf = new PbfWriter();
  pbf.writeBytesField(7, Uint8Array.from([...file.subarray(head + 1 + length), ...field]));
  return Uint8Array.from([...file.subarray(0, head), ...pbf.finish()]);
}

const data = (name: string, after = 0) =>
  new File([new Uint8Array(16), new Uint8Array(kernel.buffer), new Uint8Array(after)], name);
const place = { location: 'net.onnx.data', offset: '16', length: String(kernel.byteLength) };

describe('weights beside an ONNX file', () => {
  it('are read from there, and the hash is of both files', async () => {
    const alone = importOnnx(onnxFile({ input: [1, 3, 9, 9], weights: [inside], nodes }));
    const file = new File([outside(place)], 'net.onnx');
    const { network, hash } = await readModelFiles([data('net.onnx.data'), file]);
    expect(network.weights.get('c/kernel')?.values).toEqual(alone.weights.get('c/kernel')?.values);
    const other = await readModelFiles([file, data('net.onnx.data', 1)]);
    expect(other.hash).not.toBe(hash);
  });

  it('are asked for by name where they are missing', async () => {
    const file = new File([outside(place)], 'net.onnx');
    for (const files of [[file], [file, data('other.data')]]) {
      const error = await refusal(() => readModelFiles(files));
      expect(error.code).toBe('weights-missing');
      expect(error.message).toMatch(/“k” lies in a separate file, “net\.onnx\.data”/);
      expect(error.nextStep).toMatch(/together with “net\.onnx\.data”/);
    }
  });

  it.each([
    { length: '99999999999999' },
    { offset: '-4' },
    { offset: 'NaN' },
    { length: '-1' },
    { length: String(kernel.byteLength + 1) },
    { offset: '1e300' },
    { length: '12' },
  ])('are refused where their place is %o', async (lie) => {
    const file = new Blob([outside({ ...place, ...lie })]);
    const error = await refusal(() => importOnnxFile(file, {}, undefined, [data('net.onnx.data')]));
    expect(error.message).toMatch(/should lie at bytes|should hold/);
  });

  it('are never looked for in folders', async () => {
    const file = new Blob([outside({ ...place, location: '../../etc/net.onnx.data' })]);
    const { graph } = await importOnnxFile(file, {}, undefined, [data('net.onnx.data')]);
    expect(graph.classes).toHaveLength(CHANNELS);
  });
});
