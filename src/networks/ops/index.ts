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
import { activation } from './activation';
import { prelu } from './prelu';
import { multiply } from './multiply';
import { offset } from './offset';
import { scale } from './scale';
import { matMul } from './mat-mul';
import { layerNorm } from './layer-norm';
import { groupNorm } from './group-norm';
import { localNorm } from './local-norm';
import { reduce } from './reduce';
import { transpose } from './transpose';
import { slice } from './slice';
import { pad } from './pad';
import { resize } from './resize';
import { convTranspose2d } from './conv-transpose2d';
import type { NodeTraits, Op } from './op';
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
  activation,
  prelu,
  multiply,
  offset,
  scale,
  matMul,
  layerNorm,
  groupNorm,
  localNorm,
  reduce,
  transpose,
  slice,
  pad,
  resize,
  convTranspose2d,
};

/** The op of a node, for callers that hold a node of any kind. */
export function opOf(name: OpName): Op<OpName> {
  return OPS[name] as Op<OpName>;
}

/** What there is to know of a node's op; of the input, what a photo is: places that pass, values of both signs. */
export function traitsOf(node: Node): NodeTraits {
  if (node.op === 'input') return INPUT;
  const op = opOf(node.op);
  const { nonNegative } = op;
  return typeof nonNegative === 'function'
    ? { ...op, nonNegative: nonNegative(node) }
    : { ...op, nonNegative };
}

const INPUT: NodeTraits = { places: 'passed', nonNegative: 'no' };

/** Whether a node's value is its input's own, in another shape. */
export function isView({ op }: Node): boolean {
  return op !== 'input' && opOf(op).work === 'view';
}
