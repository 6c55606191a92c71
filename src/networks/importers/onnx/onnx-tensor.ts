import { unsupportedModel } from '../../graph/failures';
import type { FarBytes, LazyNumbers } from '../../storage/lazy-numbers';
import { separateFile } from './onnx-external';
import { readVarints, type OnnxTensor, type TensorBytes } from './onnx-schema';
import { float16ToFloat32 } from '../../storage/float16';
import { phrase } from '../../../words/say';

/** ONNX element types read here, with their size in bytes. */
const TYPES: Readonly<Record<number, { readonly name: string; readonly bytes: number }>> = {
  1: { name: 'float32', bytes: 4 },
  2: { name: 'uint8', bytes: 1 },
  3: { name: 'int8', bytes: 1 },
  6: { name: 'int32', bytes: 4 },
  7: { name: 'int64', bytes: 8 },
  9: { name: 'bool', bytes: 1 },
  10: { name: 'float16', bytes: 2 },
  11: { name: 'float64', bytes: 8 },
};
const MOST_ELEMENTS = 2 ** 29;
const WHOLE: readonly (number | undefined)[] = [2, 3, 6, 7, 9];
/** An index into the places of a window of 16 x 16 holds so many. */
const MOST_INTEGERS = 2 ** 16;

/**
 * A tensor's numbers as float32, to be made when needed; its type, shape and length are checked at once.
 * Throws LabError `unsupported-model`.
 */
export function numbersIn(tensor: OnnxTensor): LazyNumbers {
  const { name, dataType } = tensor;
  const type = TYPES[dataType];
  if (type === undefined || isWhole(dataType)) {
    const got = type?.name ?? phrase('ONNX type {dataType}', { dataType });
    throw unsupportedModel(
      phrase('Weight “{name}” should be float32, float16 or float64, got {got}.', { name, got }),
    );
  }
  const count = checkedCount(tensor);
  if (dataType === 10 && tensor.varints.length > 0) {
    const halves = Uint16Array.from(readVarints(joined(tensor.varints), count));
    expectLength(tensor, count, halves.length);
    return { length: count, far: [], make: () => float16ToFloat32(halves) };
  }
  const parts: readonly TensorBytes[] =
    dataType === 11 && tensor.doubles.length > 0 ? tensor.doubles : tensor.bytes;
  expectLength(tensor, count, parts.reduce((sum, part) => sum + part.length, 0) / type.bytes);
  return {
    length: count,
    far: parts.filter((part): part is FarBytes => !(part instanceof Uint8Array)),
    make() {
      const bytes = joined(parts.map((part) => (part instanceof Uint8Array ? part : part.bytes())));
      if (dataType === 10) return float16ToFloat32(new Uint16Array(...aligned(bytes, 2)));
      return dataType === 11
        ? Float32Array.from(new Float64Array(...aligned(bytes, 8)))
        : new Float32Array(...aligned(bytes, 4));
    },
  };
}

/** Whether an ONNX element type is one of whole numbers or truth values that are read here. */
export function isWhole(dataType: number): boolean {
  return WHOLE.includes(dataType);
}

/** Whole numbers of 8 or 32 bits, as a quantised network's weights are, to be made when needed. Throws LabError `unsupported-model`. */
export function wholeNumbersIn(tensor: OnnxTensor): LazyNumbers {
  const { dataType, varints, bytes } = tensor;
  const count = checkedCount(tensor);
  const type = TYPES[dataType];
  const size = type?.bytes ?? 0;
  if (varints.length > 0 || size === 8) {
    const values = integersOf(tensor);
    return { length: count, far: [], make: () => Float32Array.from(values) };
  }
  expectLength(tensor, count, bytes.reduce((sum, part) => sum + part.length, 0) / (size || 1));
  return {
    length: count,
    far: bytes.filter((part): part is FarBytes => !(part instanceof Uint8Array)),
    make() {
      const all = joined(bytes.map((part) => (part instanceof Uint8Array ? part : part.bytes())));
      if (type?.name === 'int8') return Float32Array.from(new Int8Array(...aligned(all, 1)));
      return Float32Array.from(size === 1 ? all : new Int32Array(...aligned(all, 4)));
    },
  };
}

/** A small tensor of whole numbers or truth values: shapes, axes and indices. Throws LabError `unsupported-model`. */
export function integersOf(tensor: OnnxTensor): number[] {
  const count = checkedCount(tensor);
  const type = TYPES[tensor.dataType];
  if (count > MOST_INTEGERS || type === undefined || !isWhole(tensor.dataType)) {
    throw unsupportedModel(
      phrase('“{name}” should be a short list of integers, got {count} of {type}.', {
        name: tensor.name,
        count,
        type: type?.name ?? phrase('another type'),
      }),
    );
  }
  if (tensor.varints.length > 0) {
    const values = readVarints(joined(tensor.varints), count);
    expectLength(tensor, count, values.length);
    return values;
  }
  const bytes = joined(tensor.bytes.filter((part) => part instanceof Uint8Array));
  expectLength(tensor, count, bytes.length / type.bytes);
  if (type.name === 'int64') return Array.from(new BigInt64Array(...aligned(bytes, 8)), Number);
  if (type.name === 'int8') return [...new Int8Array(...aligned(bytes, 1))];
  return [...(type.bytes === 1 ? bytes : new Int32Array(...aligned(bytes, 4)))];
}

/** Reorders a tensor's axes: axis `i` of the result is axis `order[i]` of `values`, which has shape `dims`. */
export function permute(
  values: Float32Array,
  dims: readonly number[],
  order: readonly number[],
): Float32Array {
  const result = new Float32Array(values.length);
  const outDims = order.map((axis) => dims[axis] ?? 1);
  const from = order.map((axis) => size(dims.slice(axis + 1)));
  const to = outDims.map((_, i) => size(outDims.slice(i + 1)));
  const last = order.length - 1;
  // The axis along which `values` lies closest together: in tiles over it and the result's own last axis, both are near.
  const near = order.indexOf(dims.length - 1);
  const [lastLength = 1, nearLength = 1] =
    near === last ? [outDims[last], 1] : [outDims[last], outDims[near]];
  const [fromLast = 1, fromNear = 0, toNear = 0] = [from[last], from[near], to[near]];
  const others = outDims.map((_, i) => i).filter((i) => i !== last && i !== near);
  const blocks = size(others.map((i) => outDims[i] ?? 1));
  for (let block = 0; block < blocks; block++) {
    let [rest, readAt, writeAt] = [block, 0, 0];
    for (const i of others.toReversed()) {
      const length = outDims[i] ?? 1;
      readAt += (rest % length) * (from[i] ?? 0);
      writeAt += (rest % length) * (to[i] ?? 0);
      rest = Math.floor(rest / length);
    }
    for (let l0 = 0; l0 < lastLength; l0 += TILE) {
      const lastEnd = Math.min(lastLength, l0 + TILE);
      for (let n = 0; n < nearLength; n++) {
        let read = readAt + n * fromNear + l0 * fromLast;
        let write = writeAt + n * toNear + l0;
        for (let l = l0; l < lastEnd; l++, read += fromLast) result[write++] = values[read] as number;
      }
    }
  }
  return result;
}

const TILE = 32;

function size(dims: readonly number[]): number {
  return dims.reduce((product, side) => product * side, 1);
}

function checkedCount(tensor: OnnxTensor): number {
  if (tensor.external) throw separateFile(tensor);
  const count = tensor.dims.reduce((product, side) => product * side, 1);
  const sane = tensor.dims.every((side) => Number.isInteger(side) && side >= 0) && count <= MOST_ELEMENTS;
  if (!sane)
    throw unsupportedModel(
      phrase('Weight “{name}” has an impossible shape [{dims}].', {
        name: tensor.name,
        dims: tensor.dims.join(', '),
      }),
    );
  return count;
}

function expectLength(tensor: OnnxTensor, expected: number, got: number): void {
  if (expected === got) return;
  throw unsupportedModel(
    phrase('Weight “{name}” of shape [{dims}] should hold {expected} numbers, got {got}.', {
      name: tensor.name,
      dims: tensor.dims.join(', '),
      expected,
      got,
    }),
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

/** Where a typed array finds its elements: in place where they lie on their own boundary, else in a copy. */
function aligned(bytes: Uint8Array, size: number): [ArrayBufferLike, number, number] {
  const count = Math.floor(bytes.length / size);
  return bytes.byteOffset % size === 0
    ? [bytes.buffer, bytes.byteOffset, count]
    : [bytes.slice().buffer, 0, count];
}
