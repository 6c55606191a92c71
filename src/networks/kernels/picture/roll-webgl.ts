import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { BackendKernel } from '../kernel-runner';
import type { RollOffset } from './roll';

/** In one draw call of the WebGL backend. The offset is a uniform, so that no offset compiles a shader of its own. */
export const rollWebgl: BackendKernel<RollOffset> = {
  run({ image }, { dx, dy }, backend) {
    if (!image) throw new Error('a roll takes an image');
    const program = rollProgram(image.shape);
    return (backend as MathBackendWebGL).compileAndRun(program, [image], 'float32', [[dy, dx]]);
  },
};

/**
 * Reads a value pair of a pixel, two neighbouring channels, out of a packed texture: a texel holds such pairs of an even pixel
 * and of the next one in its row.
 */
export const pairOf = (texel: string, column: string): string =>
  `((${column}) % 2 == 0 ? ${texel}.rg : ${texel}.ba)`;

function rollProgram(shape: number[]): GPGPUProgram {
  const [, height, width] = shape;
  return {
    variableNames: ['x'],
    outputShape: shape,
    packedInputs: true,
    packedOutput: true,
    customUniforms: [{ name: 'offset', type: 'ivec2' }],
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        int row = (at.y - offset.x + ${height}) % ${height};
        int first = (at.z - offset.y + ${width}) % ${width};
        int second = (first + 1) % ${width};
        vec4 one = getX(at.x, row, first, at.w);
        vec4 other = getX(at.x, row, second, at.w);
        setOutput(vec4(${pairOf('one', 'first')}, ${pairOf('other', 'second')}));
      }
    `,
  };
}
