import { GRADIENTS_CODE } from './gradients-wasm-code';
import { compileFor, exportsOn, heapOf } from './wasm-heap';

/** The functions of kernels/gradients.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface GradientKernels {
  readonly rectifierGradient: (
    dx: number,
    dy: number,
    y: number,
    rows: number,
    width: number,
    stride: number,
    offset: number,
    ceiling: number,
    rule: number,
  ) => void;
  readonly maxPoolGradient: (
    dx: number,
    dy: number,
    x: number,
    y: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    filterHeight: number,
    filterWidth: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
  ) => void;
  readonly interleave: (
    map: number,
    blocks: number,
    batch: number,
    rows: number,
    columns: number,
    channels: number,
    stride: number,
    top: number,
    left: number,
    height: number,
    width: number,
  ) => void;
  readonly denseForward: (y: number, x: number, w: number, inputs: number, outputs: number) => void;
  readonly denseGradient: (dx: number, dy: number, w: number, inputs: number, outputs: number) => void;
  readonly denseForward8: (
    y: number,
    x: number,
    codes: number,
    inputs: number,
    outputs: number,
    scale: number,
    middle: number,
  ) => void;
  readonly denseGradient8: (
    dx: number,
    dy: number,
    codes: number,
    inputs: number,
    outputs: number,
    scale: number,
    middle: number,
  ) => void;
}

const instances = new WeakMap<object, GradientKernels | null>();

/** The kernels on a WASM backend's own memory; null where it does not show it, or where the processor has no SIMD. */
export function gradientKernels(backend: object): GradientKernels | null {
  const known = instances.get(backend);
  if (known !== undefined) return known;
  const memory = heapOf(backend);
  const module = memory && compileFor(memory, [GRADIENTS_CODE]);
  const made = module && (exportsOn(memory, module) as unknown as GradientKernels);
  instances.set(backend, made);
  return made;
}
