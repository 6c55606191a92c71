import type { Node, OpName } from '../graph/graph';
import { add } from './add';
import { avgPool } from './avg-pool';
import { batchNorm } from './batch-norm';
import { complement } from './complement';
import { concat } from './concat';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { depthwiseConv2d } from './depthwise-conv2d';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { globalAvgPool } from './global-avg-pool';
import { maxPool } from './max-pool';
import type { Op, OpTraits } from './op';
import { relu } from './relu';
import { relu6 } from './relu6';
import { reshape } from './reshape';
import { sigmoid } from './sigmoid';
import { softmax } from './softmax';

/** Every op a network may hold, save `input`, which the executor's preprocessing stands for. */
export const OPS: { readonly [K in OpName]: Op<K> } = {
  conv2d,
  depthwiseConv2d,
  dense,
  relu,
  relu6,
  maxPool,
  avgPool,
  globalAvgPool,
  concat,
  add,
  flatten,
  reshape,
  batchNorm,
  dropout,
  softmax,
  sigmoid,
  complement,
};

/** The op of a node, for callers that hold a node of any kind. */
export function opOf(name: OpName): Op<OpName> {
  return OPS[name] as Op<OpName>;
}

/** What there is to know of a node's op; of the input, what a photo is: places that pass, values of both signs. */
export function traitsOf({ op }: Node): OpTraits {
  return op === 'input' ? INPUT : opOf(op);
}

const INPUT: OpTraits = { places: 'passed', nonNegative: 'no' };

/** Whether a node's value is its input's own, in another shape. */
export function isView({ op }: Node): boolean {
  return op !== 'input' && opOf(op).work === 'view';
}
