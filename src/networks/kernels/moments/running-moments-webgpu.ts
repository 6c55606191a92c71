import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendKernel } from '../kernel-runner';
import { pictureProgram } from '../picture/webgpu/picture-webgpu';
import type { DistancesStep, MeanStep } from './moments-work';

const FACTOR = 'factor : f32,';

/** In one program of the WebGPU backend. */
export const meanStepWebgpu: BackendKernel<MeanStep> = {
  run({ here, mean }, { ratio }, backend) {
    if (!here || !mean) throw new Error('a mean takes in what is here');
    const program = pictureProgram('MeanStep', mean.shape, ['here', 'mean'], FACTOR, MEAN);
    const uniforms = [{ type: 'float32', data: [ratio] }];
    return (backend as WebGPUBackend).runWebGPUProgram(program, [here, mean], 'float32', uniforms);
  },
};

/** The same of the distances: one program where there is a spread, and one where there is none. */
export const distancesStepWebgpu: BackendKernel<DistancesStep> = {
  run({ here, mean, distances, spread }, { weight }, backend) {
    if (!here || !mean || !distances) throw new Error('distances take in what is here, and are from a mean');
    const names = ['here', 'mean', 'distances', ...(spread ? ['spread'] : [])];
    const name = spread ? 'SpreadDistancesStep' : 'DistancesStep';
    const program = pictureProgram(name, distances.shape, names, FACTOR, distancesBody(spread !== undefined));
    const inputs = [here, mean, distances, ...(spread ? [spread] : [])];
    const uniforms = [{ type: 'float32', data: [weight] }];
    return (backend as WebGPUBackend).runWebGPUProgram(program, inputs, 'float32', uniforms);
  },
};

const MEAN = `
  let mean = getMean(at.x, at.y, at.z, at.w);
  setOutputAtIndex(index, mean + uniforms.factor * (getHere(at.x, at.y, at.z, at.w) - mean));
`;

const distancesBody = (spread: boolean): string => `
  let apart = getHere(at.x, at.y, at.z, at.w) - getMean(at.x, at.y, at.z, at.w);
  let more = apart * apart * uniforms.factor${spread ? ' + getSpread(at.x, at.y, at.z, at.w)' : ''};
  setOutputAtIndex(index, getDistances(at.x, at.y, at.z, at.w) + more);
`;
