import type { TensorInfo } from '@tensorflow/tfjs-core';
import { convolutionModule, PANEL, PLANES } from '../convolution/convolution-wasm-code';
import type { BackendKernel } from '../kernel-runner';
import { addressOf, outputOnHeap, withScratch } from '../wasm-heap';

import type { GroupedConvolution } from './grouped-convolution-work';

type Packing = Pick<
  GroupedConvolution,
  'groups' | 'taps' | 'inputs' | 'outputs' | 'strides' | 'dilations' | 'back'
>;

/** With fewer channels to a group than this, transforming tiles takes what their fewer products save. */
const FEWEST_CHANNELS = 16;

/** Whether a convolution in groups is one for Winograd's tiles of 2x2 output pixels: undilated, 3x3, stride 1, wide groups. */
export function worthTiling({ taps, inputs, outputs, strides, dilations }: Packing): boolean {
  const single = [...strides, ...dilations].every((step) => step === 1);
  return single && taps[0] === 3 && taps[1] === 3 && [inputs, outputs].every(wideEnough);
}

const wideEnough = (channels: number): boolean => channels >= FEWEST_CHANNELS && channels % 4 === 0;

/**
 * How many groups share a panel: as many as leave the fewest of its sums unused, and of those the fewest. With Winograd's
 * tiles it is one.
 */
export function lanesFor(packing: Packing): number {
  const { groups, inputs, outputs, back } = packing;
  const made = back ? inputs : outputs;
  const sums = (lanes: number): number => {
    const each = PANEL / lanes;
    return Math.ceil(groups / lanes) * lanes * Math.ceil(made / each) * each;
  };
  if (worthTiling(packing)) return 1;
  return [1, 2, 4].reduce((best, lanes) => (sums(lanes) < sums(best) ? lanes : best));
}

/** Packs a kernel `[KH, KW, I, G * O]` on the heap of the WASM backend, see `packGroups` of grouped-kernel.as.ts. */
export const groupedKernelWasm: BackendKernel<Packing> = {
  runsOn: (backend) => convolutionModule(backend) !== null,
  run({ kernel }, packing, backend) {
    if (!kernel) throw new Error('packing takes a kernel');
    return packed(kernel, packing, lanesFor(packing), backend);
  },
};

/** Packs a bias `[G * O]` as the panels of its convolution. */
export const groupedBiasWasm: BackendKernel<Packing> = {
  runsOn: (backend) => convolutionModule(backend) !== null,
  run({ bias }, packing, backend) {
    if (!bias) throw new Error('packing takes a bias');
    const plain = { ...packing, inputs: 1, taps: ONE, strides: ONE, dilations: ONE, back: false };
    return packed(bias, plain, lanesFor(packing), backend);
  },
};

const ONE = [1, 1] as const;

function packed(kernel: TensorInfo, packing: Packing, lanes: number, backend: object): TensorInfo {
  const kernels = convolutionModule(backend)?.kernels;
  if (!kernels) throw new Error('packing takes the module of convolutions');
  const { groups, taps, inputs, outputs, strides, dilations, back } = packing;
  const [channels, made] = back ? [outputs, inputs] : [inputs, outputs];
  const panels = Math.ceil(groups / lanes) * Math.ceil((made * lanes) / PANEL);
  const source = addressOf(backend, kernel);
  const pack = (address: number): void =>
    kernels.packGroups(
      address,
      source,
      ...taps,
      inputs,
      outputs,
      groups,
      lanes,
      ...strides,
      ...dilations,
      Number(back),
    );
  const values = taps[0] * taps[1] * channels * panels * PANEL;
  if (!worthTiling(packing)) {
    const { out, address } = outputOnHeap(backend, [values]);
    pack(address);
    return out;
  }
  return withScratch(backend, values, (scratch) => {
    const { out, address } = outputOnHeap(backend, [panels, PLANES, channels, PANEL]);
    pack(scratch);
    kernels.transformGroups(address, scratch, panels, channels);
    return out;
  });
}
