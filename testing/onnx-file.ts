import { PbfWriter } from 'pbf';

type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly tensor: TensorSpec };
export interface TensorSpec {
  readonly name?: string;
  readonly dims: readonly number[];
  readonly values: readonly number[] | Float32Array;
  /** How the numbers are stored; default `raw32`. */
  readonly as?: 'raw32' | 'raw16' | 'raw64' | 'float_data' | 'double_data' | 'int64_data' | 'raw_int64';
  /** Bit patterns for `raw16`. */
  readonly halves?: Uint16Array;
  /** True for a tensor that says it lies elsewhere, and not where; else where. */
  readonly external?: boolean | Readonly<Record<string, string>>;
}
export interface NodeSpec {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}
export interface FileSpec {
  readonly name?: string;
  readonly opset?: number;
  /** The software that wrote it; default none. */
  readonly producer?: string;
  readonly input?: readonly number[];
  /** Default `x`. */
  readonly inputName?: string;
  /** ONNX element type of the picture; default float32. */
  readonly inputType?: number;
  /** Shapes of several inputs by name, instead of the picture. */
  readonly inputs?: Readonly<Record<string, readonly number[]>>;
  readonly weights?: readonly TensorSpec[];
  readonly nodes: readonly NodeSpec[];
  /** Default: the last node's. */
  readonly outputs?: readonly string[];
  /** The shapes that the file says its outputs have, by name. */
  readonly outputInfos?: Readonly<Record<string, readonly number[]>>;
}

/** An ONNX file made by hand, as onnx.proto3 lays it out. The picture is `x`, its output the last node's unless others are said. */
export function onnxFile(spec: FileSpec): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, 8);
  if (spec.producer) pbf.writeStringField(2, spec.producer);
  pbf.writeMessage(8, (_: null, p) => p.writeVarintField(2, spec.opset ?? 17), null);
  pbf.writeMessage(7, writeGraph, spec);
  return pbf.finish().slice();
}

function writeGraph(spec: FileSpec, pbf: PbfWriter): void {
  for (const node of spec.nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, spec.name ?? 'made-by-hand');
  for (const weight of spec.weights ?? []) pbf.writeMessage(5, writeTensor, weight);
  const info = (name: string, dims: readonly number[], type = 1) => ({ name, dims, type });
  const inputs = spec.inputs ?? { [spec.inputName ?? 'x']: spec.input ?? [1, 3, 6, 6] };
  for (const [name, dims] of Object.entries(inputs))
    pbf.writeMessage(11, writeInfo, info(name, dims, spec.inputType));
  for (const output of spec.outputs ?? [spec.nodes.at(-1)?.output ?? ''])
    pbf.writeMessage(12, writeInfo, info(output, spec.outputInfos?.[output] ?? []));
}

function writeNode(node: NodeSpec, pbf: PbfWriter): void {
  for (const input of node.inputs) pbf.writeStringField(1, input);
  pbf.writeStringField(2, node.output);
  if (node.name) pbf.writeStringField(3, node.name);
  pbf.writeStringField(4, node.op);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    pbf.writeMessage(5, writeAttribute, { name, value });
  }
}

function writeAttribute({ name, value }: { name: string; value: Attribute }, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if (typeof value === 'number') pbf.writeVarintField(3, value);
  else if (typeof value === 'string') pbf.writeStringField(4, value);
  else if ('float' in value) pbf.writeFloatField(2, value.float);
  else if ('tensor' in value) pbf.writeMessage(5, writeTensor, value.tensor);
  else pbf.writePackedVarint(8, [...value]);
}

const TYPES = {
  raw32: 1,
  float_data: 1,
  raw16: 10,
  raw64: 11,
  double_data: 11,
  int64_data: 7,
  raw_int64: 7,
} as const;

function writeTensor(tensor: TensorSpec, pbf: PbfWriter): void {
  const as = tensor.as ?? 'raw32';
  const values = Array.from(tensor.values);
  pbf.writePackedVarint(1, [...tensor.dims]);
  pbf.writeVarintField(2, TYPES[as]);
  if (tensor.name) pbf.writeStringField(8, tensor.name);
  if (tensor.external === true) pbf.writeBytesField(13, new Uint8Array());
  else if (tensor.external) {
    for (const entry of Object.entries(tensor.external)) pbf.writeMessage(13, writeEntry, entry);
    pbf.writeVarintField(14, 1);
    return;
  }
  if (as === 'float_data') pbf.writePackedFloat(4, values);
  else if (as === 'double_data') pbf.writePackedDouble(10, values);
  else if (as === 'int64_data') pbf.writePackedVarint(7, values);
  else pbf.writeBytesField(9, new Uint8Array(raw(as, values, tensor.halves)));
}

function writeEntry([key, value]: readonly [string, string], pbf: PbfWriter): void {
  pbf.writeStringField(1, key);
  pbf.writeStringField(2, value);
}

function raw(
  as: 'raw32' | 'raw16' | 'raw64' | 'raw_int64',
  values: number[],
  halves?: Uint16Array,
): ArrayBufferLike {
  if (as === 'raw16') return (halves ?? new Uint16Array()).slice().buffer;
  if (as === 'raw64') return Float64Array.from(values).buffer;
  if (as === 'raw_int64') return BigInt64Array.from(values, BigInt).buffer;
  return Float32Array.from(values).buffer;
}

function writeInfo(
  { name, dims, type }: { name: string; dims: readonly number[]; type: number },
  pbf: PbfWriter,
): void {
  pbf.writeStringField(1, name);
  const shape = (_: null, p: PbfWriter) => {
    for (const side of dims) {
      p.writeMessage(
        1,
        (value: number, q) => (value > 0 ? q.writeVarintField(1, value) : q.writeStringField(2, 'N')),
        side,
      );
    }
  };
  const tensor = (_: null, p: PbfWriter) => {
    p.writeVarintField(1, type);
    p.writeMessage(2, shape, null);
  };
  pbf.writeMessage(2, (_: null, p) => p.writeMessage(1, tensor, null), null);
}
