import * as activation from '../activation/activation-wasm-code';
import * as channels from '../channels/channels-wasm-code';
import * as convolution from '../convolution/convolution-wasm-code';
import * as dense from '../dense/dense-product-wasm-code';
import * as depthwise from '../depthwise/depthwise-gradient-wasm-code';
import * as maxPool from '../max-pool/max-pool-gradient-wasm-code';
import * as noise from '../noise/normal-noise-wasm-code';
import * as product from '../product/product-wasm-code';
import * as rectifier from '../rectifier/rectifier-gradient-wasm-code';
import * as rows from '../rows/rows-wasm-code';

/** The kernels whose work threads share, and what they take. */
export const SHARED_KERNELS = {
  ...activation.SHARED,
  ...channels.SHARED,
  ...convolution.SHARED,
  ...dense.SHARED,
  ...depthwise.SHARED,
  ...maxPool.SHARED,
  ...noise.SHARED,
  ...product.SHARED,
  ...rectifier.SHARED,
  ...rows.SHARED,
};

export type SharedKernelName = keyof typeof SHARED_KERNELS;

/** The functions of those kernels. */
export type SharedKernels = Pick<
  activation.ActivationKernels &
    channels.ChannelsKernels &
    convolution.ConvolutionKernels &
    dense.DenseProductKernels &
    depthwise.DepthwiseGradientKernels &
    maxPool.MaxPoolGradientKernels &
    noise.NormalNoiseKernels &
    product.ProductKernels &
    rectifier.RectifierGradientKernels &
    rows.RowsKernels,
  SharedKernelName
>;

/** What a kernel takes before the part it is to do: from which to which, and for some the thread it runs on. */
type Values<Name extends SharedKernelName> = (typeof SHARED_KERNELS)[Name]['thread'] extends true
  ? Parameters<SharedKernels[Name]> extends [...infer Given, number, number, number]
    ? Given
    : never
  : Parameters<SharedKernels[Name]> extends [...infer Given, number, number]
    ? Given
    : never;

/** A kernel to be carried out, part by part. */
export type SharedJob = {
  [Name in SharedKernelName]: { readonly kernel: Name; readonly values: Readonly<Values<Name>> };
}[SharedKernelName];

/** Carries out parts `from` to `to` of a job on a thread. */
export function carryOut(
  kernels: Partial<SharedKernels>,
  kernel: SharedKernelName,
  values: readonly number[],
  from: number,
  to: number,
  thread: number,
): void {
  // A kernel that is not told its thread takes no heed of it: WebAssembly drops arguments that a function does not take.
  const call: ((...given: number[]) => void) | undefined = kernels[kernel];
  if (!call) throw new Error(`The kernel ${kernel} is not on this thread.`);
  call(...values, from, to, thread);
}
