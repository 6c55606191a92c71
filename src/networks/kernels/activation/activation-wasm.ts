import type { BackendKernel } from '../kernel-runner';
import { poolFor, share } from '../threads/thread-pool';
import { addressOf, outputOnHeap } from '../wasm-heap';
import * as code from './activation-wasm-code';

/** Functions that the kernel knows, by the numbers it has for them. */
const NUMBERS = {
  sigmoid: code.SIGMOID,
  silu: code.SILU,
  hardSigmoid: code.HARD_SIGMOID,
  hardSwish: code.HARD_SWISH,
  tanh: code.TANH,
  softplus: code.SOFTPLUS,
  mish: code.MISH,
  leakyRelu: code.LEAKY_RELU,
  elu: code.ELU,
  gelu: code.GELU,
  geluTanh: code.GELU_TANH,
  clip: code.CLIP,
  softsign: code.SOFTSIGN,
  erf: code.ERF,
} as const;

export type FastActivation = keyof typeof NUMBERS;

/** Whether a function is one of those that the kernel knows. */
export function isFast(name: string): name is FastActivation {
  return Object.hasOwn(NUMBERS, name);
}

/** A function with its alpha and beta. */
export interface ActivationWork {
  readonly function: FastActivation;
  readonly alpha: number;
  readonly beta: number;
}

/** `f(x)`, or where `dy` is given `dy * f'(x)`, on the heap of the WASM backend, see activation.as.ts. */
export const activationWasm: BackendKernel<ActivationWork> = {
  runsOn: (backend) => code.activationModule(backend) !== null,
  run({ x, dy }, { function: name, alpha, beta }, backend) {
    const kernels = code.activationModule(backend)?.kernels;
    if (!x || !kernels) throw new Error('an activation takes x');
    const { out, address } = outputOnHeap(backend, x.shape);
    const size = x.shape.reduce((product, side) => product * side, 1);
    const rest = [addressOf(backend, x), NUMBERS[name], alpha, beta, size] as const;
    const job = dy
      ? ({ kernel: 'activationGradient', values: [address, addressOf(backend, dy), ...rest] } as const)
      : ({ kernel: 'activate', values: [address, ...rest] } as const);
    share(kernels, poolFor(backend, size), Math.ceil(size / code.BLOCK), job);
    return out;
  },
};
