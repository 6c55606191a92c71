import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { type MaxPoolWindow, windowInfo } from './max-pool-window';
import type { BackendKernel } from '../kernel-runner';

/** In two programs of the WebGPU backend, compiled once for windows and pictures of every size. */
export const maxPoolGradientWebgpu: BackendKernel<MaxPoolWindow> = {
  run({ dy, input }, attributes, backend) {
    if (!dy || !input) throw new Error('a max pool gradient takes dy and input');
    const webgpu = backend as WebGPUBackend;
    const window = windowInfo(input.shape, attributes);
    const uniforms = [
      { type: 'int32', data: [window.filterHeight, window.filterWidth] },
      { type: 'int32', data: [window.strideHeight, window.strideWidth] },
      { type: 'int32', data: [window.padInfo.top, window.padInfo.left] },
    ];
    const winners = webgpu.runWebGPUProgram(winnersProgram(window), [input], 'float32', uniforms);
    const dx = webgpu.runWebGPUProgram(gatherProgram(window), [dy, winners], 'float32', uniforms);
    webgpu.disposeData(winners.dataId);
    return dx;
  },
};

const LANES = 64;

function program(name: string, outputShape: number[], variableNames: string[], body: string): WebGPUProgram {
  const size = outputShape.reduce((product, side) => product * side, 1);
  return {
    variableNames,
    outputShape,
    shaderKey: `lucarne${name}`,
    workgroupSize: [LANES, 1, 1],
    dispatchLayout: { x: [0, 1, 2, 3] },
    dispatch: [Math.ceil(size / LANES), 1, 1],
    size: true,
    uniforms: 'filterDims : vec2<i32>, strides : vec2<i32>, pads : vec2<i32>,',
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

/** Where each window has its first maximum, counted row by row within the window; -1 where it holds no pixel. */
function winnersProgram({ outShape }: tf.backend_util.Conv2DInfo): WebGPUProgram {
  return program(
    'PoolWinners',
    outShape,
    ['x'],
    `
      let corner = at.yz * uniforms.strides - uniforms.pads;
      let start = max(corner, vec2<i32>(0));
      let end = min(corner + uniforms.filterDims, uniforms.xShape.yz);
      var maximum = 0.0;
      var winner = -1;
      for (var i = start.x; i < end.x; i++) {
        for (var j = start.y; j < end.y; j++) {
          let value = getX(at.x, i, j, at.w);
          if (winner < 0 || value > maximum) {
            maximum = value;
            winner = (i - corner.x) * uniforms.filterDims.y + j - corner.y;
          }
        }
      }
      setOutputAtIndex(index, f32(winner));
    `,
  );
}

/** Sums for each input pixel the `dy` of the windows it has won, looking only at the few windows over it. */
function gatherProgram({ inShape }: tf.backend_util.Conv2DInfo): WebGPUProgram {
  return program(
    'PoolGather',
    inShape,
    ['dy', 'winner'],
    // The first window over a pixel is a division rounded up, the last one rounded down.
    `
      let padded = at.yz + uniforms.pads;
      let first = max((padded - uniforms.filterDims + uniforms.strides) / uniforms.strides, vec2<i32>(0));
      let last = min(padded / uniforms.strides, uniforms.dyShape.yz - vec2<i32>(1));
      var sum = 0.0;
      for (var row = first.x; row <= last.x; row++) {
        for (var column = first.y; column <= last.y; column++) {
          let place = padded - vec2<i32>(row, column) * uniforms.strides;
          if (i32(getWinner(at.x, row, column, at.w)) == place.x * uniforms.filterDims.y + place.y) {
            sum += getDy(at.x, row, column, at.w);
          }
        }
      }
      setOutputAtIndex(index, sum);
    `,
  );
}
