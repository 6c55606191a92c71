import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type * as tf from '@tensorflow/tfjs-core';
import { type MaxPoolWindow, windowInfo } from './max-pool-window';
import type { BackendKernel } from '../kernel-runner';

type Window = tf.backend_util.Conv2DInfo;

/** In two draw calls of the WebGL backend. Shaders depend on shapes only: TF.js keeps them by their text. */
export const maxPoolGradientWebgl: BackendKernel<MaxPoolWindow> = {
  run({ dy, input }, attributes, backend) {
    if (!dy || !input) throw new Error('a max pool gradient takes dy and input');
    const webgl = backend as MathBackendWebGL;
    const window = windowInfo(input.shape, attributes);
    const winners = webgl.compileAndRun(winnersProgram(window), [input], 'float32');
    const dx = webgl.compileAndRun(gatherProgram(window), [dy, winners], 'float32');
    webgl.disposeIntermediateTensorInfo(winners);
    return dx;
  },
};

/**
 * Where each window has its first maximum, counted row by row within the window; -1 where it holds no pixel.
 * Half-float textures hold such places exactly up to 2048, a window of 45 by 45.
 */
function winnersProgram(window: Window): GPGPUProgram {
  const { inHeight, inWidth, filterHeight, filterWidth } = window;
  return {
    variableNames: ['x'],
    outputShape: window.outShape,
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        ivec2 corner = at.yz * ${strides(window)} - ${pads(window)};
        ivec2 start = max(corner, 0);
        ivec2 end = min(corner + ivec2(${filterHeight}, ${filterWidth}), ivec2(${inHeight}, ${inWidth}));
        float maximum = 0.0;
        int winner = -1;
        for (int i = start.x; i < end.x; i++) {
          for (int j = start.y; j < end.y; j++) {
            float value = getX(at[0], i, j, at[3]);
            if (winner < 0 || value > maximum) {
              maximum = value;
              winner = (i - corner.x) * ${filterWidth} + j - corner.y;
            }
          }
        }
        setOutput(float(winner));
      }
    `,
  };
}

/** Sums for each input pixel the `dy` of the windows it has won, looking only at the few windows over it. */
function gatherProgram(window: Window): GPGPUProgram {
  const { outHeight, outWidth, filterHeight, filterWidth } = window;
  return {
    variableNames: ['dy', 'winner'],
    outputShape: window.inShape,
    // The first window over a pixel is a division rounded up, the last one rounded down.
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        ivec2 strides = ${strides(window)};
        ivec2 padded = at.yz + ${pads(window)};
        ivec2 first = max((padded - ivec2(${filterHeight}, ${filterWidth}) + strides) / strides, 0);
        ivec2 last = min(padded / strides, ivec2(${outHeight - 1}, ${outWidth - 1}));
        float sum = 0.0;
        for (int row = first.x; row <= last.x; row++) {
          for (int column = first.y; column <= last.y; column++) {
            ivec2 place = padded - ivec2(row, column) * strides;
            if (int(getWinner(at[0], row, column, at[3])) == place.x * ${filterWidth} + place.y) {
              sum += getDy(at[0], row, column, at[3]);
            }
          }
        }
        setOutput(sum);
      }
    `,
  };
}

function strides({ strideHeight, strideWidth }: Window): string {
  return `ivec2(${strideHeight}, ${strideWidth})`;
}

function pads({ padInfo }: Window): string {
  return `ivec2(${padInfo.top}, ${padInfo.left})`;
}
