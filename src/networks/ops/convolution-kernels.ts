import { CONVOLUTION_CODE, CONVOLUTION_CODE_RELAXED } from './convolution-wasm-code';
import { compileFor, exportsOn, heapOf } from './wasm-heap';

/** The functions of kernels/convolution.ts; every pointer is a byte address on the heap of TF.js's WASM backend. */
export interface ConvolutionKernels {
  readonly pad: (
    out: number,
    x: number,
    batch: number,
    height: number,
    rowBytes: number,
    top: number,
    bottom: number,
    leftBytes: number,
    rightBytes: number,
  ) => void;
  readonly locateWindows: (
    list: number,
    x: number,
    batch: number,
    outHeight: number,
    outWidth: number,
    pictureStep: number,
    rowStep: number,
    columnStep: number,
  ) => void;
  readonly transformKernel: (u: number, w: number, inputs: number, outputs: number) => void;
  readonly convolve: (...values: [...ConvolveValues, from: number, to: number]) => void;
  readonly convolve3x3: (...values: [...Convolve3x3Values, from: number, to: number, thread: number]) => void;
}

/** What `convolve` takes, beside the part of the work it is to do. */
export type ConvolveValues = readonly [
  y: number,
  windows: number,
  w: number,
  bias: number,
  pixels: number,
  outputs: number,
  rows: number,
  columns: number,
  runBytes: number,
  rowStep: number,
  columnStep: number,
  clamped: number,
  low: number,
  high: number,
  panelsOuter: number,
];

/** The same of `convolve3x3`. */
export type Convolve3x3Values = readonly [
  y: number,
  x: number,
  u: number,
  bias: number,
  tiles: number,
  tilesDown: number,
  tilesAcross: number,
  outHeight: number,
  outWidth: number,
  rowBytes: number,
  channels: number,
  outputs: number,
  clamped: number,
  low: number,
  high: number,
  scratch: number,
  block: number,
];

/** As in kernels/convolution.ts: output channels to a panel, output pixels to a tile, planes of Winograd's. */
export const PANEL = 8;
export const TILE = 5;
export const PLANES = 16;

const CODES = [CONVOLUTION_CODE_RELAXED, CONVOLUTION_CODE] as const;

/** The kernels on the memory of a WASM backend, and what they were made from. */
export interface ConvolutionModule {
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly kernels: ConvolutionKernels;
}

const modules = new WeakMap<object, ConvolutionModule | null>();

/** The fastest of the kernels that run here, for a WASM backend; null where none does. */
export function convolutionModule(backend: object): ConvolutionModule | null {
  const known = modules.get(backend);
  if (known !== undefined) return known;
  const memory = heapOf(backend);
  const module = memory && compileFor(memory, CODES);
  const made = module && {
    memory,
    module,
    kernels: exportsOn(memory, module) as unknown as ConvolutionKernels,
  };
  modules.set(backend, made);
  return made;
}
