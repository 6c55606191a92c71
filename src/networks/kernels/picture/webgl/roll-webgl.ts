import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { BackendKernel } from '../../kernel-runner';
import { pairOf } from './picture-webgl';
import type { RollOffset } from '../picture-work';

/** In one draw call of the WebGL backend. The offset is a uniform, so that no offset compiles a shader of its own. */
export const rollWebgl: BackendKernel<RollOffset> = {
  run({ image }, { dx, dy }, backend) {
    if (!image) throw new Error('a roll takes an image');
    const program = rollProgram(image.shape);
    return (backend as MathBackendWebGL).compileAndRun(program, [image], 'float32', [[dy, dx]]);
  },
};

function rollProgram(shape: number[]): GPGPUProgram {
  const [, height = 1, width = 1] = shape;
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
