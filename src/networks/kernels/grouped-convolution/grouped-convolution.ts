import type * as tf from '@tensorflow/tfjs-core';
import type { Padding, Pair } from '../../graph/graph';
import type { Filter } from '../convolution/convolution';
import { FormUnavailable } from '../convolution/convolution-forms';
import { outputSide } from '../convolution/convolution-wasm';
import type { FusedActivation } from '../fused-activation';
import { kernelRunner } from '../kernel-runner';
import { HeapFull } from '../wasm-heap';
import { groupByGroup } from './group-by-group';
import { groupedConvolutionWasm } from './grouped-convolution-wasm';
import { groupedConvolutionWebgl } from './grouped-convolution-webgl';
import { groupedConvolutionWebgpu } from './grouped-convolution-webgpu';
import type { GroupedConvolution } from './grouped-convolution-work';
import { groupedBiasWasm, groupedKernelWasm } from './grouped-kernel-wasm';

const run = kernelRunner<GroupedConvolution>('GroupedConvolution', {
  wasm: groupedConvolutionWasm,
  webgl: groupedConvolutionWebgl,
  webgpu: groupedConvolutionWebgpu,
});
const pack = kernelRunner('GroupedKernel', { wasm: groupedKernelWasm });
const packBias = kernelRunner('GroupedBias', { wasm: groupedBiasWasm });

/** A convolution in groups; its filter is `[KH, KW, I / groups, O]`. */
export interface GroupedGeometry {
  readonly groups: number;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations: Pair;
}

/**
 * `[N, H, W, I]` to `[N, OH, OW, O]`, every group of its channels by its own part of a filter: all in one pass, where the
 * backend has a kernel for it. Caller disposes.
 */
export function groupedConvolution(
  x: tf.Tensor4D,
  filter: Filter,
  geometry: GroupedGeometry & { readonly activation: FusedActivation },
): tf.Tensor4D {
  const { taps, strides, dilations, padding, ...rest } = workOf(filter, geometry);
  const [batch, height, width] = x.shape;
  const [top, right, bottom, left] = padding;
  const outHeight = outputSide(top + height + bottom, taps[0], strides[0], dilations[0]);
  const outWidth = outputSide(left + width + right, taps[1], strides[1], dilations[1]);
  const work = {
    ...{ ...rest, taps, strides, dilations, padding },
    activation: geometry.activation,
    back: false,
    shape: [batch, outHeight, outWidth, filter.shape[3]],
  } as const;
  return inOnePass(x, filter, work) ?? groupByGroup(x, filter, work);
}

/** Its gradient with respect to the input, of `shape`, from `dy`, `[N, OH, OW, O]`. Caller disposes. */
export function groupedConvolutionInputGradient(
  dy: tf.Tensor4D,
  filter: Filter,
  geometry: GroupedGeometry,
  shape: readonly [number, number, number, number],
): tf.Tensor4D {
  const work = backWork(filter, geometry, shape);
  return inOnePass(dy, filter, work) ?? groupByGroup(dy, filter, work);
}

/** The same, and null where the backend has no kernel for all groups in one pass, or no room for it. Caller disposes. */
export function inputGradientInOnePass(
  dy: tf.Tensor4D,
  filter: Filter,
  geometry: GroupedGeometry,
  shape: readonly [number, number, number, number],
): tf.Tensor4D | null {
  return inOnePass(dy, filter, backWork(filter, geometry, shape));
}

function backWork(
  filter: Filter,
  geometry: GroupedGeometry,
  shape: GroupedConvolution['shape'],
): GroupedConvolution {
  return { ...workOf(filter, geometry), activation: 'linear', back: true, shape };
}

function workOf({ shape: [kh, kw, inputs, outputs] }: Filter, geometry: GroupedGeometry) {
  const { groups, strides, padding, dilations } = geometry;
  return { groups, taps: [kh, kw] as Pair, inputs, outputs: outputs / groups, strides, padding, dilations };
}

/** Null where the backend has no kernel for it, or no room just now. */
function inOnePass(x: tf.Tensor4D, filter: Filter, work: GroupedConvolution): tf.Tensor4D | null {
  if (!run.offered()) return null;
  const bias = work.back ? undefined : filter.bias;
  try {
    const kernel = kernelFor(filter, work);
    return run({ x, kernel, ...(bias && { bias: biasFor(filter, bias, work) }) }, work) as tf.Tensor4D | null;
  } catch (thrown) {
    if (thrown instanceof FormUnavailable) return null;
    throw thrown;
  }
}

/** The kernel as the backend's convolution in groups takes it. */
function kernelFor(filter: Filter, work: GroupedConvolution): tf.Tensor {
  if (!pack.offered()) return filter.plain();
  return filter.keep(formOf(work), () => formed(() => pack({ kernel: filter.source() }, work)));
}

function biasFor(
  filter: Filter,
  { name, plain }: NonNullable<Filter['bias']>,
  work: GroupedConvolution,
): tf.Tensor {
  if (!packBias.offered()) return plain();
  return filter.keep(`${formOf(work)} bias ${name}`, () => formed(() => packBias({ bias: plain() }, work)));
}

/** What tells the forms of one kernel apart: layers may share it and not their strides. */
function formOf({ groups, strides, dilations, back }: GroupedConvolution): string {
  return `${back ? 'back ' : ''}in ${groups} groups by ${String(strides)} ${String(dilations)}`;
}

/** A full heap is no end here: the convolution can be computed group by group, with the kernel as it is. */
function formed(make: () => tf.Tensor | null): tf.Tensor {
  try {
    const made = make();
    if (made) return made;
  } catch (thrown) {
    if (!(thrown instanceof HeapFull)) throw thrown;
  }
  throw new FormUnavailable();
}
