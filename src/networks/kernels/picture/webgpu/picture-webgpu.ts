import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

const LANES = 64;

/**
 * A program of the WebGPU backend that computes each value of a `[N, H, W, C]` by itself, compiled once for pictures of every
 * size; `body` finds its place in `index` and `at`, and what is not the same at every step in `uniforms`.
 */
export function pictureProgram(
  name: string,
  outputShape: number[],
  variableNames: string[],
  uniforms: string,
  body: string,
): WebGPUProgram {
  const size = outputShape.reduce((product, side) => product * side, 1);
  return {
    variableNames,
    outputShape,
    shaderKey: `lucarne${name}`,
    workgroupSize: [LANES, 1, 1],
    dispatchLayout: { x: [0, 1, 2, 3] },
    dispatch: [Math.ceil(size / LANES), 1, 1],
    size: true,
    uniforms,
    getUserCode: () => `
      fn main(index : i32) {
        if (index < uniforms.size) {
          let at = getCoordsFromIndex(index);
          ${body}
        }
      }
    `,
  };
}

/** A number for each channel, chosen by the one at hand. */
export const channelNumber = (channels: readonly number[]): string =>
  `array<f32, 3>(${channels.map((value) => `f32(${value})`).join(', ')})[at.w]`;
