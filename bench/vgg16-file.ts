import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { PbfWriter } from 'pbf';
import { fastNormals } from './fast-normals.ts';

/** A generated file: its length, and its SHA-256 as lower-case hexadecimal. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

interface Weight {
  readonly name: string;
  readonly dims: readonly number[];
  /** Standard deviation of its numbers; 0 for a bias, which is all zeros. */
  readonly deviation: number;
}

interface Layer {
  readonly op: string;
  readonly output: string;
  readonly weights?: readonly Weight[];
  readonly attributes?: Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;
}

/** Output channels of the convolutions, block by block; a 2 x 2 pool ends each block. */
const BLOCKS = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
];
const FULLY_CONNECTED = [4096, 4096, 1000];
const SIDE = 224;

/**
 * Writes VGG16 as an ONNX file of 553 MB, with the layers and the layout of the ONNX model zoo's `vgg16-7` and seeded random
 * weights (He et al. 2015, https://arxiv.org/abs/1502.01852). Weights go to the disk as they are drawn.
 */
export function writeVgg16File(path: string, seed = 1): WrittenFile {
  const layers = vgg16Layers();
  const weights = layers.flatMap((layer) => layer.weights ?? []);
  const heads = weights.map(tensorHead);
  const before = graphStart(layers);
  const after = graphEnd(weights);
  const graphLength =
    before.length + after.length + sum(heads.map((head, i) => head.length + rawLength(weights, i)));

  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let bytes = 0;
  const put = (part: Uint8Array): void => {
    hash.update(part);
    for (let at = 0; at < part.length;) at += writeSync(file, part, at);
    bytes += part.length;
  };
  try {
    const draw = fastNormals(seed);
    put(modelStart(graphLength));
    put(before);
    weights.forEach((weight, i) => {
      put(heads[i] as Uint8Array);
      for (const part of draw(rawLength(weights, i) / 4, weight.deviation)) put(part);
    });
    put(after);
    put(modelEnd());
  } finally {
    closeSync(file);
  }
  return { bytes, sha256: hash.digest('hex') };
}

function vgg16Layers(): Layer[] {
  const layers: Layer[] = [];
  let [channels, convolutions] = [3, 0];
  BLOCKS.forEach((block, b) => {
    for (const outputs of block) {
      const name = `vgg0_conv${convolutions}`;
      const dims = [outputs, channels, 3, 3];
      const attributes = {
        dilations: [1, 1],
        group: 1,
        kernel_shape: [3, 3],
        pads: [1, 1, 1, 1],
        strides: [1, 1],
      };
      layers.push({ op: 'Conv', output: `${name}_fwd`, weights: pair(name, dims), attributes });
      layers.push({ op: 'Relu', output: `vgg0_relu${convolutions++}_fwd` });
      channels = outputs;
    }
    const attributes = { kernel_shape: [2, 2], pads: [0, 0, 0, 0], strides: [2, 2] };
    layers.push({ op: 'MaxPool', output: `vgg0_pool${b}_fwd`, attributes });
  });
  let inputs = channels * (SIDE / 2 ** BLOCKS.length) ** 2;
  FULLY_CONNECTED.forEach((outputs, i) => {
    const name = `vgg0_dense${i}`;
    const attributes = { alpha: { float: 1 }, beta: { float: 1 }, transA: 0, transB: 1 };
    layers.push({ op: 'Flatten', output: `flatten_${60 + 5 * i}` });
    layers.push({ op: 'Gemm', output: `${name}_fwd`, weights: pair(name, [outputs, inputs]), attributes });
    inputs = outputs;
    if (i === FULLY_CONNECTED.length - 1) return;
    layers.push({ op: 'Relu', output: `${name}_relu_fwd` });
    layers.push({ op: 'Dropout', output: `vgg0_dropout${i}_fwd`, attributes: { ratio: { float: 0.5 } } });
  });
  return layers;
}

function pair(name: string, dims: readonly number[]): Weight[] {
  const [outputs = 0, ...others] = dims;
  const fanIn = others.reduce((product, side) => product * side, 1);
  return [
    { name: `${name}_weight`, dims, deviation: Math.sqrt(2 / fanIn) },
    { name: `${name}_bias`, dims: [outputs], deviation: 0 },
  ];
}

// Below: the file as onnx.proto3 lays it out. https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3

function modelStart(graphLength: number): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, 3);
  pbf.writeStringField(2, 'lucarne-bench');
  pbf.writeTag(7, 2);
  pbf.writeVarint(graphLength);
  return pbf.finish().slice();
}

function modelEnd(): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeMessage(8, (_: null, p) => p.writeVarintField(2, 7), null);
  return pbf.finish().slice();
}

function graphStart(layers: readonly Layer[]): Uint8Array {
  const pbf = new PbfWriter();
  let input = 'data';
  for (const layer of layers) {
    pbf.writeMessage(1, writeNode, { layer, input });
    input = layer.output;
  }
  pbf.writeStringField(2, 'vgg16');
  return pbf.finish().slice();
}

/** Key, length and all fields of an initializer up to the length of its raw numbers. */
function tensorHead({ name, dims }: Weight): Uint8Array {
  const raw = 4 * dims.reduce((product, side) => product * side, 1);
  const fields = new PbfWriter();
  fields.writePackedVarint(1, [...dims]);
  fields.writeVarintField(2, 1);
  fields.writeStringField(8, name);
  fields.writeTag(9, 2);
  fields.writeVarint(raw);
  const inner = fields.finish().slice();
  const pbf = new PbfWriter();
  pbf.writeTag(5, 2);
  pbf.writeVarint(inner.length + raw);
  return Buffer.concat([pbf.finish(), inner]);
}

/** Inputs and outputs; files of that age list the weights among the inputs. */
function graphEnd(weights: readonly Weight[]): Uint8Array {
  const pbf = new PbfWriter();
  for (const { name, dims } of [{ name: 'data', dims: [1, 3, SIDE, SIDE] }, ...weights]) {
    pbf.writeMessage(11, writeInfo, { name, dims });
  }
  pbf.writeMessage(12, writeInfo, { name: 'vgg0_dense2_fwd', dims: [1, 1000] });
  return pbf.finish().slice();
}

function writeNode({ layer, input }: { layer: Layer; input: string }, pbf: PbfWriter): void {
  for (const name of [input, ...(layer.weights ?? []).map((weight) => weight.name)])
    pbf.writeStringField(1, name);
  pbf.writeStringField(2, layer.output);
  pbf.writeStringField(3, layer.output);
  pbf.writeStringField(4, layer.op);
  for (const [name, value] of Object.entries(layer.attributes ?? {})) {
    const write = (_: null, p: PbfWriter): void => {
      p.writeStringField(1, name);
      if (typeof value === 'number') p.writeVarintField(3, value);
      else if ('float' in value) p.writeFloatField(2, value.float);
      else p.writePackedVarint(8, [...value]);
      p.writeVarintField(20, typeof value === 'number' ? 2 : 'float' in value ? 1 : 7);
    };
    pbf.writeMessage(5, write, null);
  }
}

function writeInfo({ name, dims }: { name: string; dims: readonly number[] }, pbf: PbfWriter): void {
  const side = (value: number, p: PbfWriter): void => p.writeVarintField(1, value);
  const shape = (_: null, p: PbfWriter): void => dims.forEach((value) => p.writeMessage(1, side, value));
  const tensor = (_: null, p: PbfWriter): void => {
    p.writeVarintField(1, 1);
    p.writeMessage(2, shape, null);
  };
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, (_: null, p: PbfWriter) => p.writeMessage(1, tensor, null), null);
}

function rawLength(weights: readonly Weight[], index: number): number {
  return 4 * (weights[index]?.dims ?? []).reduce((product, side) => product * side, 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
