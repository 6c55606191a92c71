// Kernels of groups in panels, as they are walked.

import { BYTES, PANEL, PANEL_BYTES } from '../panels.as';
import { PLANES, transformKernel } from '../winograd/winograd-2-kernel.as';
import { tapAt, tapsOf } from './kernel-phases.as';

/**
 * A kernel `[kernelHeight, kernelWidth, inputs, groups * outputs]` in panels, phase after phase, each
 * `[groups / lanes, panels, taps of the phase, channels, PANEL]`; what a panel has too many is 0. `inputs` and `outputs` are a
 * group's; on the way back `channels` are its outputs, and panels hold its inputs.
 */
export function packGroups(
  out: usize,
  w: usize,
  kernelHeight: i32,
  kernelWidth: i32,
  inputs: i32,
  outputs: i32,
  groups: i32,
  lanes: i32,
  strideHeight: i32,
  strideWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  back: bool,
): void {
  const channels = back ? outputs : inputs;
  const made = back ? inputs : outputs;
  const each = <i32>PANEL / lanes;
  const panels = (made + each - 1) / each;
  const high = back ? strideHeight : 1;
  const wide = back ? strideWidth : 1;
  for (let phase = 0; phase < high * wide; phase++) {
    const down = phase / wide;
    const across = phase % wide;
    const rows = tapsOf(kernelHeight, strideHeight, dilationHeight, back, down);
    const columns = tapsOf(kernelWidth, strideWidth, dilationWidth, back, across);
    for (let part = 0; part < ((groups + lanes - 1) / lanes) * panels; part++) {
      const first = (part / panels) * lanes;
      const start = (part % panels) * each;
      for (let tap = 0; tap < rows * columns; tap++) {
        const row = tapAt(kernelHeight, strideHeight, dilationHeight, back, down, tap / columns);
        const column = tapAt(kernelWidth, strideWidth, dilationWidth, back, across, tap % columns);
        const plane = (row * kernelWidth + column) * inputs;
        for (let channel = 0; channel < channels; channel++) {
          for (let place = 0; place < <i32>PANEL; place++, out += BYTES) {
            const group = first + (place % lanes);
            const one = start + place / lanes;
            const line = (plane + (back ? one : channel)) * groups;
            const at = (line + group) * outputs + (back ? channel : one);
            store<f32>(out, group < groups && one < made ? load<f32>(w + <usize>at * BYTES) : 0);
          }
        }
      }
    }
  }
}

/** So many panels of 3x3 taps, as `packGroups` makes them, transformed for `convolve3x3`: `[PLANES, channels, PANEL]` each. */
export function transformGroups(u: usize, w: usize, panels: u32, channels: u32): void {
  const line = <usize>channels * PANEL_BYTES;
  for (let panel: u32 = 0; panel < panels; panel++) {
    transformKernel(u, w, channels, PANEL);
    u += <usize>PLANES * line;
    w += 9 * line;
  }
}
