import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { BackendKernel } from '../kernel-runner';
import type { RectifierGradient } from './rectifier-rule';

/**
 * In one draw call of the WebGL backend. Four values lie in a texel, two neighbouring channels of two neighbouring places;
 * where the offset is odd they are taken apart, else whole texels are read. Shaders depend on shapes and offset only.
 */
export const rectifierGradientWebgl: BackendKernel<RectifierGradient> = {
  run({ dy, output }, gradient, backend) {
    if (!dy || !output) throw new Error('a rectifier gradient takes dy and output');
    const packed = gradient.offset % 2 === 0 && output.shape.length === 4;
    const program = packed ? texelProgram(output.shape, gradient) : valueProgram(output.shape, gradient);
    return (backend as MathBackendWebGL).compileAndRun(program, [dy, output], 'float32');
  },
};

function texelProgram(shape: number[], gradient: RectifierGradient): GPGPUProgram {
  return {
    variableNames: ['dy', 'y'],
    outputShape: shape,
    packedInputs: true,
    packedOutput: true,
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        vec4 y = getY(at.x, at.y, at.z, at.w);
        vec4 d = getDy(at.x, at.y, at.z, at.w + ${gradient.offset});
        setOutput(${passed(gradient, 'vec4')});
      }
    `,
  };
}

const AXES = ['at.x', 'at.y', 'at.z', 'at.w'];

function valueProgram(shape: number[], gradient: RectifierGradient): GPGPUProgram {
  const axes = shape.length === 1 ? ['at'] : AXES.slice(0, shape.length);
  const type = shape.length === 1 ? 'int' : `ivec${shape.length}`;
  return {
    variableNames: ['dy', 'y'],
    outputShape: shape,
    userCode: `
      void main() {
        ${type} at = getOutputCoords();
        float y = getY(${axes.join(', ')});
        float d = getDy(${axes.join(', ')} + ${gradient.offset});
        setOutput(${passed(gradient, 'float')});
      }
    `,
  };
}

/** The gradient where the rule lets it through. Products of 0 and 1, so that no branch is taken; `step(0, -y)` is 1 for y <= 0. */
function passed({ rule, ceiling }: RectifierGradient, type: 'float' | 'vec4'): string {
  const zero = `${type}(0.0)`;
  const open = Number.isFinite(ceiling)
    ? `(1.0 - step(${zero}, -y)) * (1.0 - step(${type}(${ceiling.toFixed(1)}), y))`
    : `(1.0 - step(${zero}, -y))`;
  if (rule === 'deconvnet') return `max(d, ${zero})`;
  return rule === 'guided' ? `max(d, ${zero}) * ${open}` : `d * ${open}`;
}
