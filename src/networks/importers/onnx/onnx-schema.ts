import { PbfReader } from 'pbf';
import { unsupportedModel } from '../../graph/failures';
import { phrase } from '../../../words/say';
import type { Phrase } from '../../../words/message';
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from './onnx-model';

export type * from './onnx-model';

/** A file that ends before its parts do. */
export class EndsEarly extends Error {
  constructor(
    /** Bytes that are missing, at least. */
    readonly missing: number,
  ) {
    super(`the file ends ${missing} bytes early`);
  }
}

/**
 * The parts of an ONNX file this lab reads. Field numbers are those of onnx.proto3.
 * Throws a plain Error where the bytes are not such a file or end early, LabError where it holds more than any network.
 */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  const model: OnnxModel = { irVersion: 0, producer: '', opset: 0 };
  const reader = new PbfReader(bytes);
  reader.readFields((tag, result, pbf) => {
    if (tag === 1) result.irVersion = pbf.readVarint();
    else if (tag === 2) result.producer = pbf.readString();
    else if (tag === 7) {
      result.graph = message(pbf, graph, emptyGraph());
    } else if (tag === 8) {
      const set = message(pbf, operatorSet, { domain: '', version: 0 });
      if (set.domain === '' || set.domain === 'ai.onnx') result.opset = set.version;
    }
  }, model);
  if (reader.pos > bytes.length) throw new EndsEarly(reader.pos - bytes.length);
  if (reader.pos < bytes.length) throw new Error('a part of the file has the wrong length');
  return model;
}

/** One tensor message, whole. Throws a plain Error where the bytes are not such a message. */
export function decodeTensor(bytes: Uint8Array): OnnxTensor {
  const reader = new PbfReader(bytes);
  const result = reader.readFields(tensor, emptyTensor());
  if (reader.pos !== bytes.length) throw new Error('a tensor of the file has the wrong length');
  return result;
}

/** Integers of a packed varint field, signed, at most `most` of them. */
export function readVarints(bytes: Uint8Array, most: number): number[] {
  const reader = new PbfReader(bytes);
  const values: number[] = [];
  while (reader.pos < reader.length && values.length <= most) values.push(reader.readVarint(true));
  return values;
}

type ReadField<T> = (tag: number, result: T, pbf: PbfReader) => void;

/** Messages, strings and lists in one file: ten times what a large network has. */
const MOST_PARTS = 200_000;
/** Layers, weights, inputs or outputs. */
const MOST_LISTED = 20_000;
const parts = new WeakMap<PbfReader, number>();

/** Counts one more part, for a few bytes of file are hundreds of memory. */
function count(pbf: PbfReader): PbfReader {
  const sum = (parts.get(pbf) ?? 0) + 1;
  if (sum > MOST_PARTS) throw tooMany(MOST_PARTS, 'parts');
  parts.set(pbf, sum);
  return pbf;
}

type Listed = 'parts' | 'layers' | 'weights' | 'inputs' | 'outputs';

function tooMany(most: number, what: Listed): Error {
  const sentences: Readonly<Record<Listed, Phrase>> = {
    parts: phrase('Expected a network of at most {most, number} parts, got more.', { most }),
    layers: phrase('Expected a network of at most {most, number} layers, got more.', { most }),
    weights: phrase('Expected a network of at most {most, number} weights, got more.', { most }),
    inputs: phrase('Expected a network of at most {most, number} inputs, got more.', { most }),
    outputs: phrase('Expected a network of at most {most, number} outputs, got more.', { most }),
  };
  return unsupportedModel(sentences[what]);
}

function list<T>(into: T[], item: T, what: Listed): void {
  if (into.length >= MOST_LISTED) throw tooMany(MOST_LISTED, what);
  into.push(item);
}

/** A nested message, refusing lengths that run past the end of the file. */
function message<T>(pbf: PbfReader, read: ReadField<T>, result: T): T {
  const end = count(pbf).readVarint() + pbf.pos;
  if (end > pbf.length) throw new EndsEarly(end - pbf.length);
  pbf.readFields(read, result, end);
  if (pbf.pos !== end) throw new Error('a part of the file has the wrong length');
  return result;
}

function bytes(pbf: PbfReader): Uint8Array {
  const value = pbf.readBytes();
  if (pbf.pos > pbf.length) throw new EndsEarly(pbf.pos - pbf.length);
  return value;
}

/** One occurrence of a repeated number: a packed run of bytes, or a single element of `width` bytes (0: a varint). */
function packed(pbf: PbfReader, width: number): Uint8Array {
  count(pbf);
  if (pbf.type === 2) return bytes(pbf);
  const start = pbf.pos;
  if (width > 0) pbf.pos += width;
  else pbf.readVarint();
  return pbf.buf.subarray(start, pbf.pos);
}

const operatorSet: ReadField<{ domain: string; version: number }> = (tag, set, pbf) => {
  if (tag === 1) set.domain = pbf.readString();
  else if (tag === 2) set.version = pbf.readVarint();
};

const graph: ReadField<OnnxGraph> = (tag, result, pbf) => {
  if (tag === 1) {
    const empty = { name: '', op: '', domain: '', inputs: [], outputs: [], attributes: new Map() };
    list(result.nodes, message(pbf, node, empty), 'layers');
  } else if (tag === 2) result.name = pbf.readString();
  else if (tag === 5) list(result.initializers, message(pbf, tensor, emptyTensor()), 'weights');
  else if (tag === 11) list(result.inputs, message(pbf, valueInfo, emptyInfo()), 'inputs');
  else if (tag === 12) list(result.outputs, message(pbf, valueInfo, emptyInfo()), 'outputs');
};

const node: ReadField<OnnxNode> = (tag, result, pbf) => {
  if (tag === 1) result.inputs.push(count(pbf).readString());
  else if (tag === 2) result.outputs.push(count(pbf).readString());
  else if (tag === 3) result.name = pbf.readString();
  else if (tag === 4) result.op = pbf.readString();
  else if (tag === 5) {
    const read = message(pbf, attribute, { name: '', float: 0, int: 0, text: '', ints: [] });
    result.attributes.set(read.name, read);
  } else if (tag === 7) result.domain = pbf.readString();
};

const attribute: ReadField<OnnxAttribute> = (tag, result, pbf) => {
  if (tag === 1) result.name = pbf.readString();
  else if (tag === 2) result.float = pbf.readFloat();
  else if (tag === 3) result.int = pbf.readVarint(true);
  else if (tag === 4) result.text = pbf.readString();
  else if (tag === 5) result.tensor = message(pbf, tensor, emptyTensor());
  else if (tag === 7) (result.floats ??= []).push(...new Float32Array(packed(pbf, 4).slice(0, 4096).buffer));
  else if (tag === 6) result.graph = branch(pbf);
  else if (tag === 8) result.ints.push(...readVarints(packed(pbf, 0), 1024));
};

function emptyGraph(): OnnxGraph {
  return { name: '', nodes: [], initializers: [], inputs: [], outputs: [] };
}

/** Graphs within graphs, at most: a damaged file may nest them without end. */
const DEEPEST = 8;
let depth = 0;

function branch(pbf: PbfReader): OnnxGraph {
  if (depth === DEEPEST) throw new Error('graphs of the file lie in each other without end');
  depth += 1;
  try {
    return message(pbf, graph, emptyGraph());
  } finally {
    depth -= 1;
  }
}

function emptyTensor(): OnnxTensor {
  return { name: '', dims: [], dataType: 0, bytes: [], varints: [], doubles: [], external: undefined };
}

const tensor: ReadField<OnnxTensor> = (tag, result, pbf) => {
  if (tag === 1) result.dims.push(...readVarints(packed(pbf, 0), 16));
  else if (tag === 2) result.dataType = pbf.readVarint();
  else if (tag === 4) result.bytes.push(packed(pbf, 4));
  else if (tag === 5 || tag === 7) result.varints.push(packed(pbf, 0));
  else if (tag === 8) result.name = pbf.readString();
  else if (tag === 9) result.bytes.push(bytes(count(pbf)));
  else if (tag === 10) result.doubles.push(packed(pbf, 8));
  else if (tag === 13) {
    const { key, value } = message(pbf, entry, { key: '', value: '' });
    result.external = (result.external ?? new Map<string, string>()).set(key, value);
  }
};

const entry: ReadField<{ key: string; value: string }> = (tag, result, pbf) => {
  if (tag === 1) result.key = pbf.readString();
  else if (tag === 2) result.value = pbf.readString();
};

const emptyInfo = (): OnnxValueInfo => ({ name: '', dataType: 0, dims: [] });

/** ValueInfoProto: name and, three messages further in, the tensor's dimensions. */
const valueInfo: ReadField<OnnxValueInfo> = (tag, result, pbf) => {
  if (tag === 1) result.name = pbf.readString();
  else if (tag === 2) message(pbf, typeProto, result);
};
const typeProto: ReadField<OnnxValueInfo> = (tag, result, pbf) => {
  if (tag === 1) message(pbf, tensorType, result);
};
const tensorType: ReadField<OnnxValueInfo> = (tag, result, pbf) => {
  if (tag === 1) result.dataType = pbf.readVarint();
  else if (tag === 2) message(pbf, tensorShape, result);
};
const tensorShape: ReadField<OnnxValueInfo> = (tag, result, pbf) => {
  if (tag !== 1) return;
  const { size } = message(pbf, dimension, { size: 0 });
  result.dims.push(size);
};
const dimension: ReadField<{ size: number }> = (tag, result, pbf) => {
  if (tag === 1) result.size = pbf.readVarint(true);
};
