import { PbfReader } from 'pbf';
import { unsupportedModel } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { phrase } from '../../../words/say';

/** A frozen graph in the form of a graph model: `model.json`, parsed, and the bytes of its weights. */
export interface FrozenGraph {
  readonly json: unknown;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const MOST_NODES = 100_000;
const MOST_ATTRIBUTES = 200;
/** A text is a name or an equation. */
const LONGEST_TEXT = 1000;
/** One number may stand for so many. */
const MOST_FILLED = 2 ** 22;

type Attribute = Record<string, unknown>;

interface Tensor {
  dtype: number;
  dims: number[];
  content: Uint8Array | undefined;
  values: number[];
}

interface Node {
  name: string;
  op: string;
  input: string[];
  attr: Record<string, Attribute>;
  tensor?: Tensor;
}

/**
 * A GraphDef as TensorFlow writes it, protobuf's binary form. Field numbers are those of graph.proto, node_def.proto,
 * attr_value.proto and tensor.proto. Throws LabError `unsupported-model` where the bytes are no such file.
 */
export function readFrozenGraph(file: Uint8Array): FrozenGraph {
  const nodes = nodesOf(file);
  const weights: { name: string; shape: readonly number[]; dtype: string }[] = [];
  const parts: Uint8Array[] = [];
  for (const { name, op, tensor } of nodes) {
    const stored = op === 'Const' && tensor ? numbersOf(name, tensor) : undefined;
    if (!stored || !tensor) continue;
    weights.push({ name, shape: tensor.dims, dtype: stored.dtype });
    parts.push(stored.bytes);
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const node = nodes.map(({ name, op, input, attr }) => ({ name, op, input, attr }));
  const weightsManifest = [{ paths: ['weights'], weights }];
  return { json: { format: 'graph-model', modelTopology: { node }, weightsManifest }, bytes };
}

function nodesOf(file: Uint8Array): Node[] {
  try {
    const nodes: Node[] = [];
    const reader = new PbfReader(file);
    reader.readFields((tag, into, pbf) => {
      if (tag !== 1) return;
      if (into.length >= MOST_NODES) throw new Error('more nodes than any network has');
      into.push(message(pbf, nodeField, { name: '', op: '', input: [], attr: {} }));
    }, nodes);
    if (nodes.length > 0 && reader.pos === file.length) return nodes;
  } catch (error) {
    throw damaged(error);
  }
  throw damaged(null);
}

function damaged(cause: unknown): Error {
  const sentence = phrase('The file is no frozen graph of TensorFlow’s, or is damaged.');
  return unsupportedModel(sentence, { cause });
}

type ReadField<T> = (tag: number, into: T, pbf: PbfReader) => void;

/** A message inside another, which ends within it. */
function message<T>(pbf: PbfReader, field: ReadField<T>, into: T): T {
  const end = pbf.readVarint() + pbf.pos;
  if (end > pbf.length) throw new Error('a part ends beyond the file');
  const made = pbf.readFields(field, into, end);
  if (pbf.pos !== end) throw new Error('a part has the wrong length');
  return made;
}

const nodeField: ReadField<Node> = (tag, node, pbf) => {
  if (tag === 1) node.name = pbf.readString();
  else if (tag === 2) node.op = pbf.readString();
  else if (tag === 3) node.input.push(pbf.readString());
  else if (tag === 5) {
    const entry = message<Entry>(pbf, entryField, { key: '', value: {}, tensor: undefined });
    if (Object.keys(node.attr).length >= MOST_ATTRIBUTES)
      throw new Error('more attributes than any node has');
    if (entry.key === 'value' && entry.tensor) node.tensor = entry.tensor;
    else node.attr[entry.key] = entry.value;
  }
};

interface Entry {
  key: string;
  value: Attribute;
  tensor: Tensor | undefined;
}
const entryField: ReadField<Entry> = (tag, entry, pbf) => {
  if (tag === 1) entry.key = pbf.readString();
  else if (tag === 2) message(pbf, valueField, entry);
};

const valueField: ReadField<Entry> = (tag, entry, pbf) => {
  const { value } = entry;
  if (tag === 1) value['list'] = message(pbf, listField, { s: [], i: [] });
  else if (tag === 2) value['s'] = textOf(pbf);
  else if (tag === 3) value['i'] = pbf.readVarint(true);
  else if (tag === 4) value['f'] = pbf.readFloat();
  else if (tag === 5) value['b'] = pbf.readBoolean();
  else if (tag === 6) value['type'] = pbf.readVarint();
  else if (tag === 7) value['shape'] = shapeOf(pbf);
  else if (tag === 8)
    entry.tensor = message(pbf, tensorField, { dtype: 0, dims: [], content: undefined, values: [] });
};

const listField: ReadField<{ s: number[][]; i: number[] }> = (tag, list, pbf) => {
  if (tag === 2) list.s.push(textOf(pbf));
  else if (tag === 3) pbf.readPackedVarint(list.i, true);
};

/** A text as its bytes' numbers. */
function textOf(pbf: PbfReader): number[] {
  return [...pbf.readBytes().subarray(0, LONGEST_TEXT)];
}

function shapeOf(pbf: PbfReader): { dim: { size: number }[]; unknownRank: boolean } {
  return message<{ dim: { size: number }[]; unknownRank: boolean }>(
    pbf,
    (tag, shape) => {
      if (tag === 2)
        shape.dim.push(
          message(
            pbf,
            (side: number, into: { size: number }) => {
              if (side === 1) into.size = pbf.readVarint(true);
            },
            { size: 0 },
          ),
        );
      else if (tag === 3) shape.unknownRank = pbf.readBoolean();
    },
    { dim: [], unknownRank: false },
  );
}

const tensorField: ReadField<Tensor> = (tag, tensor, pbf) => {
  if (tag === 1) tensor.dtype = pbf.readVarint();
  else if (tag === 2) tensor.dims = shapeOf(pbf).dim.map(({ size }) => size);
  else if (tag === 4) tensor.content = pbf.readBytes();
  else if (tag === 5) pbf.readPackedFloat(tensor.values);
  else if (tag === 6) pbf.readPackedDouble(tensor.values);
  else if (tag === 7 || tag === 10 || tag === 13) pbf.readPackedVarint(tensor.values, true);
  else if (tag === 11) pbf.readPackedBoolean(tensor.values as unknown as boolean[]);
};

interface Kind {
  readonly dtype: string;
  readonly of: (values: ArrayLike<number>) => ArrayBufferView;
  /** Numbers in the file's own bytes. */
  readonly from: (bytes: ArrayBuffer) => ArrayLike<number>;
}

/** TensorFlow's types by number; whole numbers of 64 bits become ones of 32, real ones of 64 bits likewise. */
const KINDS: Readonly<Record<number, Kind>> = {
  1: { dtype: 'float32', of: (v) => Float32Array.from(v), from: (b) => new Float32Array(b) },
  2: { dtype: 'float32', of: (v) => Float32Array.from(v), from: (b) => new Float64Array(b) },
  3: { dtype: 'int32', of: (v) => Int32Array.from(v), from: (b) => new Int32Array(b) },
  9: {
    dtype: 'int32',
    of: (v) => Int32Array.from(v),
    from: (b) => Array.from(new BigInt64Array(b), Number),
  },
  10: { dtype: 'bool', of: (v) => Uint8Array.from(v), from: (b) => new Uint8Array(b) },
  19: { dtype: 'float16', of: (v) => Uint16Array.from(v), from: (b) => new Uint16Array(b) },
};

/** A constant's numbers as a manifest has them; undefined for one of another type, which no network needs. */
function numbersOf(
  name: string,
  { dtype, dims, content, values }: Tensor,
): { readonly dtype: string; readonly bytes: Uint8Array } | undefined {
  const kind = KINDS[dtype];
  if (!kind) return undefined;
  const count = sizeOf(dims);
  const own = content && content.length > 0 ? kind.from(content.slice().buffer) : values;
  const isFilled = own.length < count;
  const fits = own.length === count || (isFilled && own.length > 0 && count <= MOST_FILLED);
  if (!fits && !(isFilled && own.length === 0 && count <= MOST_FILLED))
    throw unsupportedModel(
      phrase('Weight “{name}” of shape [{dims}] should hold {expected} numbers, got {got}.', {
        ...{ name, dims: dims.slice(0, 8).join(', '), expected: count, got: own.length },
      }),
    );
  // The last number stands for all that follow; none for zeros.
  const last = own[own.length - 1] ?? 0;
  const whole = isFilled ? Array.from({ length: count }, (_, i) => own[i] ?? last) : own;
  const made = kind.of(whole);
  return { dtype: kind.dtype, bytes: new Uint8Array(made.buffer, made.byteOffset, made.byteLength) };
}
