import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { HIGHEST, LOWEST } from '../clamp';
import type { BackendKernel } from '../../kernel-runner';
import type { PictureClimb } from '../picture-work';
import { channelNumbers, pairOf } from './picture-webgl';

/** In one draw call of the WebGL backend. What differs from step to step is a uniform: two shaders, clamped or not. */
export const climbWebgl: BackendKernel<PictureClimb> = {
  run({ x, gradient }, { dx, dy, gain, decay, weight, clamped }, backend) {
    if (!x || !gradient) throw new Error('a climb takes a picture and a gradient');
    const program = climbProgram(x.shape, clamped);
    const uniforms = [[dy, dx], [gain], [decay], [weight]];
    return (backend as MathBackendWebGL).compileAndRun(program, [x, gradient], 'float32', uniforms);
  },
};

function climbProgram(shape: number[], clamped: boolean): GPGPUProgram {
  const [, height = 1, width = 1] = shape;
  const held = clamped ? `clamp(moved, ${channelNumbers(LOWEST)}, ${channelNumbers(HIGHEST)})` : 'moved';
  return {
    variableNames: ['x', 'gradient'],
    outputShape: shape,
    packedInputs: true,
    packedOutput: true,
    customUniforms: [
      { name: 'offset', type: 'ivec2' },
      { name: 'gain', type: 'float' },
      { name: 'decay', type: 'float' },
      { name: 'weight', type: 'float' },
    ],
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        int row = (at.y + offset.x) % ${height};
        int first = (at.z + offset.y) % ${width};
        int second = (first + 1) % ${width};
        vec4 one = getGradient(at.x, row, first, at.w);
        vec4 other = getGradient(at.x, row, second, at.w);
        vec4 up = vec4(${pairOf('one', 'first')}, ${pairOf('other', 'second')});
        vec4 x = getX(at.x, at.y, at.z, at.w);
        vec4 moved = x + (up * gain - x * decay * weight);
        setOutput(${held});
      }
    `,
  };
}
