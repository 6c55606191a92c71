import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendKernel } from '../kernel-runner';
import { addressOf, outputOnHeap } from '../wasm-heap';
import { groupedConvolutionModule, PANEL } from './grouped-convolution-wasm-code';
import type { GroupedConvolution } from './grouped-convolution-work';

type Packing = Pick<
  GroupedConvolution,
  'groups' | 'taps' | 'inputs' | 'outputs' | 'strides' | 'dilations' | 'back'
>;

/** How many groups share a panel: as many as leave the fewest of its sums unused, and of those the fewest. */
export function lanesFor(groups: number, made: number): number {
  const sums = (lanes: number): number => {
    const each = PANEL / lanes;
    return Math.ceil(groups / lanes) * lanes * Math.ceil(made / each) * each;
  };
  return [1, 2, 4].reduce((best, lanes) => (sums(lanes) < sums(best) ? lanes : best));
}

/** Packs a kernel `[KH, KW, I, G * O]` on the heap of the WASM backend, see `packGroups` of grouped-convolution.as.ts. */
export const groupedKernelWasm: BackendKernel<Packing> = {
  runsOn: (backend) => groupedConvolutionModule(backend) !== null,
  run: ({ kernel }, packing, backend) => packed(kernel, packing, backend),
};

/** Packs a bias `[G * O]` as the panels of its convolution. */
export const groupedBiasWasm: BackendKernel<Pick<GroupedConvolution, 'groups' | 'outputs'>> = {
  runsOn: (backend) => groupedConvolutionModule(backend) !== null,
  run: ({ bias }, { groups, outputs }, backend) =>
    packed(
      bias,
      { ...{ groups, outputs, inputs: 1, back: false }, taps: ONE, strides: ONE, dilations: ONE },
      backend,
    ),
};

const ONE = [1, 1] as const;

function packed(kernel: TensorInfo | undefined, packing: Packing, backend: object): TensorInfo {
  const kernels = groupedConvolutionModule(backend)?.kernels;
  if (!kernel || !kernels) throw new Error('packing takes a kernel');
  const { groups, taps, inputs, outputs, strides, dilations, back } = packing;
  const [channels, made] = back ? [outputs, inputs] : [inputs, outputs];
  const lanes = lanesFor(groups, made);
  const panels = Math.ceil(groups / lanes) * Math.ceil((made * lanes) / PANEL);
  const { out, address } = outputOnHeap(backend, [taps[0] * taps[1] * channels, panels, PANEL]);
  kernels.packGroups(
    address,
    addressOf(backend, kernel),
    ...taps,
    inputs,
    outputs,
    groups,
    lanes,
    ...strides,
    ...dilations,
    Number(back),
  );
  return out;
}
