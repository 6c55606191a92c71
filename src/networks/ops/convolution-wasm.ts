import type { Convolution } from './convolution';
import { convolutionModule, type ConvolveValues, PANEL, TILE } from './convolution-kernels';
import { crewOf } from './crew';
import type { OwnKernel } from './own-kernel';
import { addressOf, outputOnHeap, withScratch } from './wasm-heap';

const BYTES = 4;

/** A kernel of more than so many bytes is read once, panel by panel, instead of once for every few pixels. */
const LARGE_KERNEL = 2 ** 18;

/** From so many products on, waking other threads costs less than they save. */
const WORTH_SHARING = 2 ** 20;

const CEILINGS = { linear: Infinity, relu: Infinity, relu6: 6 } as const;

/** On the heap of the WASM backend: windows of a padded copy, times the kernel's panels. */
export const convolutionWasm: OwnKernel<Convolution> = {
  runsOn: (backend) => convolutionModule(backend) !== null,
  run({ x, panels, bias }, { taps, outputs, strides, padding, dilations, activation }, backend) {
    const kernels = convolutionModule(backend)?.kernels;
    if (!x || !panels || !kernels) throw new Error('a convolution takes x and panels');
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    const [top, right, bottom, left] = padding;
    const [high, wide] = [top + height + bottom, left + width + right];
    const outHeight = outputSide(high, taps[0], strides[0], dilations[0]);
    const outWidth = outputSide(wide, taps[1], strides[1], dilations[1]);
    const pixels = batch * outHeight * outWidth;
    const { out, address } = outputOnHeap(backend, [batch, outHeight, outWidth, outputs]);
    if (pixels === 0) return out;

    const pixelBytes = channels * BYTES;
    const rowBytes = wide * pixelBytes;
    const padded = padding.some((side) => side > 0);
    const paddedSize = padded ? batch * high * wide * channels : 0;
    const products = taps[0] * taps[1] * channels * outputs * pixels;
    const panelsOuter = taps[0] * taps[1] * channels * outputs * BYTES > LARGE_KERNEL;
    const parts = Math.ceil(panelsOuter ? outputs / PANEL : pixels / TILE);
    // Taps side by side in a row are side by side in memory.
    const runTaps = dilations[1] === 1 ? taps[1] : 1;
    return withScratch(backend, paddedSize + pixels + TILE, (scratch) => {
      const source = addressOf(backend, x);
      const from = padded ? scratch : source;
      if (padded) {
        const sides = [top, bottom, left * pixelBytes, right * pixelBytes] as const;
        kernels.pad(scratch, source, batch, height, width * pixelBytes, ...sides);
      }
      const windows = scratch + paddedSize * BYTES;
      const steps = [high * rowBytes, strides[0] * rowBytes, strides[1] * pixelBytes] as const;
      kernels.locateWindows(windows, from, batch, outHeight, outWidth, ...steps);
      const values: ConvolveValues = [
        address,
        windows,
        addressOf(backend, panels),
        bias ? addressOf(backend, bias) : 0,
        pixels,
        outputs,
        taps[0],
        taps[1] / runTaps,
        runTaps * pixelBytes,
        dilations[0] * rowBytes,
        dilations[1] * pixelBytes,
        Number(activation !== 'linear'),
        0,
        CEILINGS[activation],
        Number(panelsOuter),
      ];
      const crew = products > WORTH_SHARING ? crewOf(backend) : null;
      if (crew) crew.convolve(values, parts);
      else kernels.convolve(...values, 0, parts);
      return out;
    });
  },
};

/** Windows that fit along one side. */
function outputSide(side: number, taps: number, stride: number, dilation: number): number {
  return Math.max(0, Math.floor((side - dilation * (taps - 1) - 1) / stride) + 1);
}
