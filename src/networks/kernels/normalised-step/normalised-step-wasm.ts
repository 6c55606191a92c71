import type { TensorInfo } from '@tensorflow/tfjs-core';
import { rowsToSum } from '../../../tensors/norms';
import type { BackendKernel } from '../kernel-runner';
import { addressOf, heapOf, outputOnHeap } from '../wasm-heap';
import { type NormalisedStepKernels, normalisedStepModule } from './normalised-step-wasm-code';
import type { Cut, Step } from './normalised-step-webgl';

// On the heap of the WASM backend, four values at a time: to the last bit what TF.js's single operators give there.

const runsOn = (backend: object): boolean => normalisedStepModule(backend) !== null;

/** The largest absolute value, a scalar. */
export const largestWasm: BackendKernel<object> = {
  runsOn,
  run(inputs, _, backend) {
    const { kernels, address, size } = valuesOf(inputs, backend);
    return scalar(backend, () => kernels.largest(address, size));
  },
};

/** The Euclidean length, a scalar. */
export const lengthWasm: BackendKernel<object> = {
  runsOn,
  run(inputs, _, backend) {
    const values = valuesOf(inputs, backend);
    const { kernels, address, size } = values;
    return scalar(backend, () => {
      const peak = kernels.largest(address, size);
      return Math.fround(peak * rootOf(size)) * rootMeanSquare(values, orOne(peak));
    });
  },
};

/** Values with none of them further from 0 than some root mean squares. */
export const heldWasm: BackendKernel<Cut> = {
  runsOn,
  run(inputs, { times }, backend) {
    const { out, address: to } = outputLike(inputs, backend);
    const values = valuesOf(inputs, backend);
    const { kernels, address, size } = values;
    const peak = orOne(kernels.largest(address, size));
    const edge = Math.fround(peak * rootMeanSquare(values, peak)) * Math.fround(times);
    kernels.hold(to, address, size, edge);
    return out;
  },
};

/** Values divided by their length, times a number; `peak` is the largest absolute value. */
export const steppedWasm: BackendKernel<Step> = {
  runsOn,
  run(inputs, { size: length }, backend) {
    const { peak } = inputs;
    if (!peak) throw new Error('a step takes the largest of its values');
    const { out, address: to } = outputLike(inputs, backend);
    const values = valuesOf(inputs, backend);
    const { kernels, address, size } = values;
    const divisor = orOne(viewOf(backend, addressOf(backend, peak))[0] ?? NaN);
    const whole = orOne(rootMeanSquare(values, divisor)) * rootOf(size);
    kernels.rescale(to, address, size, divisor, whole, length);
    return out;
  },
};

type Inputs = Readonly<Record<string, TensorInfo>>;

interface Values {
  readonly kernels: NormalisedStepKernels;
  readonly address: number;
  readonly size: number;
}

const sizeOf = ({ shape }: TensorInfo): number => shape.reduce((product, side) => product * side, 1);
const orOne = (value: number): number => (value === 0 ? 1 : value);
const rootOf = (size: number): number => Math.fround(Math.sqrt(size));

function valuesOf({ values }: Inputs, backend: object): Values {
  const kernels = normalisedStepModule(backend)?.kernels;
  if (!values || !kernels) throw new Error('a step takes values and its module');
  return { kernels, address: addressOf(backend, values), size: sizeOf(values) };
}

function outputLike({ values }: Inputs, backend: object): ReturnType<typeof outputOnHeap> {
  return outputOnHeap(backend, values?.shape ?? []);
}

function rootMeanSquare({ kernels, address, size }: Values, divisor: number): number {
  const rows = rowsToSum(size);
  return kernels.rootMeanSquare(address, rows, size / rows, divisor);
}

function viewOf(backend: object, address: number): Float32Array {
  return new Float32Array(heapOf(backend)?.buffer ?? new ArrayBuffer(0), address, 1);
}

function scalar(backend: object, value: () => number): TensorInfo {
  const { out, address } = outputOnHeap(backend, []);
  viewOf(backend, address).set([value()]);
  return out;
}
