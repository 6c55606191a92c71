import { unsupportedOp } from '../../graph/failures';
import { activation, arithmetic, divide, elementwise, leakyRelu, negate } from './graph-arithmetic';
import { batchNorm, biasAdd, convolution, matMul } from './graph-linear';
import {
  cast,
  concat,
  expandDims,
  identity,
  pack,
  product,
  reshape,
  shapeOf,
  softmax,
  squeeze,
  stridedSlice,
} from './graph-shaping';
import { type GraphConversion, type GraphConverter, label } from './graph-values';
import { averagePool, maxPool, mean, pad } from './graph-windows';
import { phrase } from '../../../words/say';

const CONVERTERS: Readonly<Record<string, GraphConverter>> = {
  Add: arithmetic('add'),
  AddV2: arithmetic('add'),
  AvgPool: averagePool,
  BiasAdd: biasAdd,
  Cast: cast,
  CheckNumerics: identity,
  ConcatV2: concat,
  Conv2D: convolution('conv2d'),
  DepthwiseConv2dNative: convolution('depthwiseConv2d'),
  Elu: activation('elu', () => 1),
  ExpandDims: expandDims,
  FusedBatchNorm: batchNorm,
  FusedBatchNormV2: batchNorm,
  FusedBatchNormV3: batchNorm,
  FusedDepthwiseConv2dNative: convolution('depthwiseConv2d'),
  Identity: identity,
  LeakyRelu: leakyRelu,
  LogSoftmax: softmax,
  MatMul: matMul,
  MaxPool: maxPool,
  Mean: mean,
  Mul: arithmetic('multiply'),
  Neg: negate,
  Pack: pack,
  Pad: pad,
  PadV2: pad,
  PreventGradient: identity,
  Prod: product,
  RealDiv: divide,
  Relu: elementwise('relu'),
  Relu6: elementwise('relu6'),
  Reshape: reshape,
  Shape: shapeOf,
  Sigmoid: elementwise('sigmoid'),
  Softmax: softmax,
  Softplus: activation('softplus'),
  Squeeze: squeeze,
  StopGradient: identity,
  StridedSlice: stridedSlice,
  Sub: arithmetic('subtract'),
  Tanh: activation('tanh'),
  _FusedConv2D: convolution('conv2d'),
  _FusedMatMul: matMul,
};

/** Whether there is a converter for a kind of node. */
export function isKnown(op: string): boolean {
  return Object.hasOwn(CONVERTERS, op);
}

/** Converts one node. Throws LabError `unsupported-op` where there is no converter. */
export function convertNode(conversion: GraphConversion): ReturnType<GraphConverter> {
  const { op } = conversion.node;
  const converter = isKnown(op) ? CONVERTERS[op] : undefined;
  if (converter) return converter(conversion);
  throw unsupportedOp(phrase('{layer} is not supported.', { layer: label(conversion) }));
}
