import type { BackendKernel } from '../kernel-runner';
import { addressOf, dropFromHeap, outputOnHeap, withScratch } from '../wasm-heap';
import { BYTES, groupedConvolutionModule, TILE } from './grouped-convolution-wasm-code';
import type { GroupedConvolution } from './grouped-convolution-work';
import { lanesFor } from './grouped-kernel-wasm';

const CEILINGS = { linear: Infinity, relu: Infinity, relu6: 6 } as const;

/** So many bytes of one group's rows are copied at a time, and of a block of groups: both stay in the nearer caches. */
const PLANE_BYTES = 2 ** 15;
const BLOCK_BYTES = 2 ** 17;

/** On the heap of the WASM backend, see grouped-convolution.as.ts; kernel and bias as `packGroups` makes them. */
export const groupedConvolutionWasm: BackendKernel<GroupedConvolution> = {
  runsOn: (backend) => groupedConvolutionModule(backend) !== null,
  run({ x, kernel, bias }, convolution, backend) {
    const kernels = groupedConvolutionModule(backend)?.kernels;
    if (!x || !kernel || !kernels) throw new Error('a grouped convolution takes x and a kernel');
    const { groups, taps, strides, padding, dilations, back, activation, shape } = convolution;
    const [channels, outputs] = back
      ? [convolution.outputs, convolution.inputs]
      : [convolution.inputs, convolution.outputs];
    const { out, address } = outputOnHeap(backend, shape);
    if (out.shape.includes(0)) return out;
    const [batch, outHeight, outWidth] = shape;
    const [top, , , left] = padding;
    const lanes = lanesFor(groups, outputs);
    const sets = Math.ceil(groups / lanes);
    // Rows and columns of a phase, of which there are as many as strides on the way back.
    const [high, wide] = back
      ? [Math.ceil(outHeight / strides[0]), Math.ceil(outWidth / strides[1])]
      : [outHeight, outWidth];
    const rowsFor = (rows: number): number =>
      kernels.reach(taps[0], strides[0], dilations[0], top, Number(back), rows);
    const columns = kernels.reach(taps[1], strides[1], dilations[1], left, Number(back), wide);
    const planeBytes = (rows: number): number => rowsFor(rows) * columns * channels * lanes * BYTES;
    let bandRows = high;
    while (bandRows > 1 && planeBytes(bandRows) > PLANE_BYTES) bandRows = Math.ceil(bandRows / 2);
    const bands = Math.ceil(high / bandRows);
    bandRows = Math.ceil(high / bands);
    const blockGroups = Math.max(1, Math.min(sets, Math.floor(BLOCK_BYTES / planeBytes(bandRows))));
    const blocks = Math.ceil(sets / blockGroups);
    const words = (blockGroups * planeBytes(bandRows)) / BYTES + 2 * (bandRows * wide + TILE - 1);
    try {
      withScratch(backend, words, (scratch) =>
        kernels.convolveGroups(
          address,
          addressOf(backend, x),
          addressOf(backend, kernel),
          bias ? addressOf(backend, bias) : 0,
          x.shape[1] ?? 1,
          x.shape[2] ?? 1,
          outHeight,
          outWidth,
          groups,
          channels,
          outputs,
          lanes,
          ...taps,
          ...strides,
          ...dilations,
          top,
          left,
          Number(back),
          Number(activation !== 'linear'),
          CEILINGS[activation],
          bands,
          bandRows,
          blocks,
          blockGroups,
          scratch,
          words * BYTES,
          0,
          batch * bands * blocks,
          0,
        ),
      );
    } catch (thrown) {
      dropFromHeap(backend, out);
      throw thrown;
    }
    return out;
  },
};
