import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { BackendKernel } from '../../kernel-runner';
import type { ChannelStep, ChannelSteps } from '../picture-work';
import { channelNumbers } from './picture-webgl';

/** In one draw call of the WebGL backend. The numbers stand in the shader: for steps whose numbers are always the same. */
export const perChannelWebgl: BackendKernel<ChannelSteps> = {
  run({ x }, { steps }, backend) {
    if (!x) throw new Error('steps are done with a picture');
    return (backend as MathBackendWebGL).compileAndRun(program(x.shape, steps), [x], 'float32');
  },
};

function program(shape: number[], steps: readonly ChannelStep[]): GPGPUProgram {
  return {
    variableNames: ['x'],
    outputShape: shape,
    packedInputs: true,
    packedOutput: true,
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        vec4 value = getX(at.x, at.y, at.z, at.w);
        ${steps.map((step) => `value = ${doneWith(step)};`).join('\n')}
        setOutput(value);
      }
    `,
  };
}

function doneWith({ does, by }: ChannelStep): string {
  const other = channelNumbers(by);
  switch (does) {
    case 'add':
      return `value + ${other}`;
    case 'subtract':
      return `value - ${other}`;
    case 'multiply':
      return `value * ${other}`;
    case 'divide':
      return `value / ${other}`;
    case 'atLeast':
      return `max(value, ${other})`;
    case 'atMost':
      return `min(value, ${other})`;
    case 'floor':
      return 'floor(value)';
    default:
      return does satisfies never;
  }
}
