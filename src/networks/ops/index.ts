import type { OpKind } from '../graph/graph';
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
import type { Op } from './op';
import { relu } from './relu';
import { relu6 } from './relu6';
import { reshape } from './reshape';
import { sigmoid } from './sigmoid';
import { softmax } from './softmax';

/** Every op a network may hold, save `input`, which the executor's preprocessing stands for. */
export const OPS: { readonly [K in Exclude<OpKind, 'input'>]: Op<K> } = {
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

/** The op of a node kind, for callers that hold a node of any kind. */
export function opOf(kind: Exclude<OpKind, 'input'>): Op<OpKind> {
  return OPS[kind] as unknown as Op<OpKind>;
}
