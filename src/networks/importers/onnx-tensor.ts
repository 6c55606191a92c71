import { unsupportedModel } from '../failures';
import { readVarints, type OnnxTensor } from './onnx-schema';
import { float16ToFloat32 } from '../float16';

/** ONNX element types read here, with their size in bytes. */
const TYPES: Readonly<Record<number, { readonly name: string; readonly bytes: number }>> = {
  1: { name: 'float32', bytes: 4 },
  6: { name: 'int32', bytes: 4 },
  7: { name: 'int64', bytes: 8 },
  10: { name: 'float16', bytes: 2 },
  11: { name: 'float64', bytes: 8 },
};
const MOST_ELEMENTS = 2 ** 29;
const MOST_INTEGERS = 1024;

/** A tensor's numbers as float32, checked against its shape. Throws LabError `unsupported-model`. */
export function floatsOf(tensor: OnnxTensor): Float32Array {
  const { name, dataType } = tensor;
  const type = TYPES[dataType];
  if (type === undefined || dataType === 6 || dataType === 7) {
    const got = type?.name ?? `ONNX type ${dataType}`;
    throw unsupportedModel(`Weight "${name}" should be float32, float16 or float64, got ${got}.`);
  }
  const count = checkedCount(tensor);
  if (dataType === 10 && tensor.varints.length > 0) {
    const halves = Uint16Array.from(readVarints(joined(tensor.varints), count));
    expectLength(tensor, count, halves.length);
    return float16ToFloat32(halves);
  }
  const bytes = joined(dataType === 11 && tensor.doubles.length > 0 ? tensor.doubles : tensor.bytes);
  expectLength(tensor, count, bytes.length / type.bytes);
  if (dataType === 10) return float16ToFloat32(new Uint16Array(aligned(bytes)));
  return dataType === 11
    ? Float32Array.from(new Float64Array(aligned(bytes)))
    : new Float32Array(aligned(bytes));
}

/** A small integer tensor's numbers: shapes and axes. Throws LabError `unsupported-model`. */
export function integersOf(tensor: OnnxTensor): number[] {
  const count = checkedCount(tensor);
  const type = TYPES[tensor.dataType];
  if (count > MOST_INTEGERS || (type?.name !== 'int64' && type?.name !== 'int32')) {
    throw unsupportedModel(
      `"${tensor.name}" should be a short list of integers, got ${count} of ${type?.name ?? 'another type'}.`,
    );
  }
  if (tensor.varints.length > 0) {
    const values = readVarints(joined(tensor.varints), count);
    expectLength(tensor, count, values.length);
    return values;
  }
  const bytes = joined(tensor.bytes);
  expectLength(tensor, count, bytes.length / type.bytes);
  const buffer = aligned(bytes);
  return type.name === 'int64' ? Array.from(new BigInt64Array(buffer), Number) : [...new Int32Array(buffer)];
}

/** Reorders a tensor's axes: axis `i` of the result is axis `order[i]` of `values`, which has shape `dims`. */
export function permute(
  values: Float32Array,
  dims: readonly number[],
  order: readonly number[],
): Float32Array {
  const strides = dims.map((_, i) => dims.slice(i + 1).reduce((a, b) => a * b, 1));
  const outDims = order.map((axis) => dims[axis] ?? 1);
  const outStrides = order.map((axis) => strides[axis] ?? 1);
  const result = new Float32Array(values.length);
  const index = outDims.map(() => 0);
  const last = outDims.length - 1;
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] as number;
    for (let axis = last; axis >= 0; axis--) {
      const stride = outStrides[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      from += stride;
      if ((index[axis] as number) < (outDims[axis] as number)) break;
      from -= stride * (outDims[axis] as number);
      index[axis] = 0;
    }
  }
  return result;
}

function checkedCount(tensor: OnnxTensor): number {
  if (tensor.external) {
    throw unsupportedModel(
      `Weight "${tensor.name}" lies in a separate file; expected one .onnx file that holds all its weights.`,
    );
  }
  const count = tensor.dims.reduce((product, side) => product * side, 1);
  const sane = tensor.dims.every((side) => Number.isInteger(side) && side >= 0) && count <= MOST_ELEMENTS;
  if (!sane)
    throw unsupportedModel(`Weight "${tensor.name}" has an impossible shape [${tensor.dims.join(', ')}].`);
  return count;
}

function expectLength(tensor: OnnxTensor, expected: number, got: number): void {
  if (expected === got) return;
  throw unsupportedModel(
    `Weight "${tensor.name}" of shape [${tensor.dims.join(', ')}] should hold ${expected} numbers, got ${got}.`,
  );
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** The bytes in a buffer of their own, as typed arrays need them aligned. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer;
}
