import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type * as tf from '@tensorflow/tfjs-core';
import type { MaxPoolGradient } from './max-pool-gradient';

/** Gradient of a max pool with respect to its input, in one draw call of the WebGL backend. Caller disposes. */
export function maxPoolGradientWebgl(
  { dy, input, output, window }: MaxPoolGradient,
  backend: object,
): tf.TensorInfo {
  return (backend as MathBackendWebGL).compileAndRun(gatherProgram(window), [dy, input, output], 'float32');
}

/**
 * Every input pixel gathers `dy` from the few windows over it whose first maximum it is. A shader for each shape of pool,
 * since TF.js keeps compiled shaders by their text.
 */
function gatherProgram(window: tf.backend_util.Conv2DInfo): GPGPUProgram {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = window;
  return {
    variableNames: ['dy', 'x', 'y'],
    outputShape: window.inShape,
    // A maximum is compared with ">=", not "==": half-float textures may have flushed a tiny one to zero.
    userCode: `
      const ivec2 size = ivec2(${filterHeight}, ${filterWidth});
      const ivec2 strides = ivec2(${strideHeight}, ${strideWidth});
      const ivec2 pads = ivec2(${padInfo.top}, ${padInfo.left});
      const ivec2 outputs = ivec2(${window.outHeight}, ${window.outWidth});

      bool wonBefore(ivec4 pixel, ivec2 corner, float maximum) {
        ivec2 start = max(corner, 0);
        int end = min(corner.y + size.y, ${window.inWidth});
        for (int i = start.x; i <= pixel[1]; i++) {
          int columns = i < pixel[1] ? end : pixel[2];
          for (int j = start.y; j < columns; j++) {
            if (getX(pixel[0], i, j, pixel[3]) >= maximum) return true;
          }
        }
        return false;
      }

      void main() {
        ivec4 pixel = getOutputCoords();
        ivec2 padded = pixel.yz + pads;
        // The first window over a pixel, divided upwards, and the last, divided downwards.
        ivec2 first = max((padded - size + strides) / strides, 0);
        ivec2 last = min(padded / strides, outputs - 1);
        float value = getX(pixel[0], pixel[1], pixel[2], pixel[3]);
        float sum = 0.0;
        for (int row = first.x; row <= last.x; row++) {
          for (int column = first.y; column <= last.y; column++) {
            float maximum = getY(pixel[0], row, column, pixel[3]);
            if (value >= maximum && !wonBefore(pixel, ivec2(row, column) * strides - pads, maximum)) {
              sum += getDy(pixel[0], row, column, pixel[3]);
            }
          }
        }
        setOutput(sum);
      }
    `,
  };
}
