import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { BackendKernel } from '../kernel-runner';
import type { DistancesStep, MeanStep } from './moments-work';

/** In one draw call of the WebGL backend. What differs from batch to batch is a uniform. */
export const meanStepWebgl: BackendKernel<MeanStep> = {
  run({ here, mean }, { ratio }, backend) {
    if (!here || !mean) throw new Error('a mean takes in what is here');
    const next = 'mean + factor * (getHereAtOutCoords() - mean)';
    const program = momentsProgram(mean.shape, ['here', 'mean'], next);
    return (backend as MathBackendWebGL).compileAndRun(program, [here, mean], 'float32', [[ratio]]);
  },
};

/** The same of the distances: one program where there is a spread, and one where there is none. */
export const distancesStepWebgl: BackendKernel<DistancesStep> = {
  run({ here, mean, distances, spread }, { weight }, backend) {
    if (!here || !mean || !distances) throw new Error('distances take in what is here, and are from a mean');
    const apart = 'getHereAtOutCoords() - mean';
    const within = spread ? ' + getSpreadAtOutCoords()' : '';
    const next = `getDistancesAtOutCoords() + (pow2(${apart}) * factor${within})`;
    const names = ['here', 'mean', 'distances', ...(spread ? ['spread'] : [])];
    const program = momentsProgram(distances.shape, names, next);
    const inputs = [here, mean, distances, ...(spread ? [spread] : [])];
    return (backend as MathBackendWebGL).compileAndRun(program, inputs, 'float32', [[weight]]);
  },
};

function momentsProgram(outputShape: number[], variableNames: string[], next: string): GPGPUProgram {
  return {
    variableNames,
    outputShape,
    packedInputs: true,
    packedOutput: true,
    customUniforms: [{ name: 'factor', type: 'float' }],
    userCode: `
      vec4 pow2(vec4 value) { return value * value; }

      void main() {
        vec4 mean = getMeanAtOutCoords();
        setOutput(${next});
      }
    `,
  };
}
