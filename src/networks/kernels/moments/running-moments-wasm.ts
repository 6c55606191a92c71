import type { BackendKernel } from '../kernel-runner';
import { addressOf, outputOnHeap } from '../wasm-heap';
import type { DistancesStep, MeanStep } from './moments-work';
import { runningMomentsModule } from './running-moments-wasm-code';

const runsOn = (backend: object): boolean => runningMomentsModule(backend) !== null;
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** In one pass on the heap of the WASM backend. */
export const meanStepWasm: BackendKernel<MeanStep> = {
  runsOn,
  run({ here, mean }, { ratio }, backend) {
    if (!here || !mean) throw new Error('a mean takes in what is here');
    const { out, address } = outputOnHeap(backend, mean.shape);
    const [from, before] = [addressOf(backend, here), addressOf(backend, mean)];
    runningMomentsModule(backend)?.kernels.takeIntoMean(address, from, before, sizeOf(mean.shape), ratio);
    return out;
  },
};

/** The same of the distances. */
export const distancesStepWasm: BackendKernel<DistancesStep> = {
  runsOn,
  run({ here, mean, distances, spread }, { weight }, backend) {
    if (!here || !mean || !distances) throw new Error('distances take in what is here, and are from a mean');
    const { out, address } = outputOnHeap(backend, distances.shape);
    const at = [here, mean, distances].map((tensor) => addressOf(backend, tensor)) as [
      number,
      number,
      number,
    ];
    const between = spread ? addressOf(backend, spread) : 0;
    const size = sizeOf(distances.shape);
    runningMomentsModule(backend)?.kernels.takeIntoDistances(address, ...at, between, size, weight);
    return out;
  },
};
