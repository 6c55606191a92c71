import { unsupportedOp } from '../../graph/failures';
import { activation, celu, clip, elementwise, gelu, prelu } from './onnx-activations';
import { add, bounded, div, greater, isNan, mul, negated, pow, sub, where } from './onnx-arithmetic';
import { taken } from './onnx-branches';
import { convTranspose } from './onnx-conv-transpose';
import { einsum } from './onnx-einsum';
import { fusedMatMul, quickGelu } from './onnx-fused';
import { gemm, matMul } from './onnx-linear';
import {
  batchNormalization,
  groupNormalization,
  instanceNormalization,
  layerNormalization,
  localNormalization,
} from './onnx-norms';
import { pad } from './onnx-pad';
import { dequantizeLinear, quantizeLinear } from './onnx-quantised';
import { globalPool, reduction } from './onnx-reductions';
import { expand, flatten, identity, reshape, squeeze, tile, transpose, unsqueeze } from './onnx-reshaping';
import { resize } from './onnx-resize';
import { cast, concat, pickedBest, softmax } from './onnx-shaping';
import { alsoRows } from './onnx-rows';
import { spaceAndDepth } from './onnx-blocks';
import { gather, gatherNd, sequenceAt, slice, split, splitToSequence } from './onnx-slicing';
import { type Conversion, type Converter, floatAttribute, label } from './onnx-values';
import { averagePool, convolution, globalAveragePool, globalMaxPool, maxPool } from './onnx-windows';
import { phrase } from '../../../words/say';

const alpha = (otherwise: number) => (conversion: Conversion) => ({
  alpha: floatAttribute(conversion, 'alpha', otherwise),
});

const CONVERTERS: Readonly<Record<string, Converter>> = {
  Abs: activation('abs'),
  Add: add,
  ArgMax: pickedBest,
  AveragePool: alsoRows(averagePool),
  BatchNormalization: batchNormalization,
  Cast: cast,
  CastLike: identity,
  Celu: celu,
  Clip: clip,
  Concat: concat,
  Conv: alsoRows(convolution),
  ConvTranspose: convTranspose,
  DequantizeLinear: dequantizeLinear,
  DepthToSpace: spaceAndDepth(false),
  Div: div,
  Dropout: elementwise('dropout'),
  Einsum: einsum,
  Elu: activation('elu', alpha(1)),
  Erf: activation('erf'),
  Exp: activation('exp'),
  Expand: expand,
  Flatten: flatten,
  Gather: gather,
  FusedMatMul: fusedMatMul,
  GatherND: gatherNd,
  Gelu: gelu,
  Gemm: gemm,
  GlobalAveragePool: globalPool('mean', globalAveragePool),
  GlobalMaxPool: globalPool('max', globalMaxPool),
  Greater: greater,
  GroupNormalization: groupNormalization,
  HardSigmoid: activation('hardSigmoid', (conversion) => ({
    alpha: floatAttribute(conversion, 'alpha', 0.2),
    beta: floatAttribute(conversion, 'beta', 0.5),
  })),
  HardSwish: activation('hardSwish'),
  Identity: identity,
  InstanceNormalization: instanceNormalization,
  If: taken,
  IsNaN: isNan,
  LRN: localNormalization,
  LayerNormalization: layerNormalization,
  LeakyRelu: activation('leakyRelu', alpha(0.01)),
  Log: activation('log'),
  LogSoftmax: softmax,
  MatMul: matMul,
  Max: bounded('alpha'),
  MaxPool: alsoRows(maxPool),
  Min: bounded('beta'),
  Mish: activation('mish'),
  Mul: mul,
  Neg: negated,
  PRelu: prelu,
  Pad: pad,
  Pow: pow,
  Reciprocal: activation('power', () => ({ alpha: -1 })),
  QuantizeLinear: quantizeLinear,
  QuickGelu: quickGelu,
  ReduceL2: reduction('l2'),
  ReduceMax: reduction('max'),
  ReduceMean: reduction('mean'),
  ReduceMin: reduction('min'),
  ReduceSum: reduction('sum'),
  ReduceSumSquare: reduction('squares'),
  Relu: elementwise('relu'),
  Reshape: reshape,
  Resize: resize,
  Selu: activation('elu', (conversion) => ({
    alpha: floatAttribute(conversion, 'alpha', 1.6732632),
    beta: floatAttribute(conversion, 'gamma', 1.050701),
  })),
  Sigmoid: elementwise('sigmoid'),
  SequenceAt: sequenceAt,
  Slice: slice,
  Softmax: softmax,
  Softplus: activation('softplus'),
  Softsign: activation('softsign'),
  SpaceToDepth: spaceAndDepth(true),
  Split: split,
  SplitToSequence: splitToSequence,
  Sqrt: activation('power', () => ({ alpha: 0.5 })),
  Squeeze: squeeze,
  Sub: sub,
  Sum: add,
  Swish: activation('silu'),
  Tanh: activation('tanh'),
  Tile: tile,
  TopK: pickedBest,
  Transpose: transpose,
  Unsqueeze: unsqueeze,
  Upsample: resize,
  Where: where,
};

/** The ops there are converters for. */
export const SUPPORTED_OPS: readonly string[] = Object.keys(CONVERTERS);

/** Whether there is a converter for a node's op. */
export function isConverted({ op, domain }: Conversion['node']): boolean {
  return isStandard(domain) && Object.hasOwn(CONVERTERS, op);
}

function isStandard(domain: string): boolean {
  return domain === '' || domain === 'ai.onnx';
}

/** The converter of a node's op. Throws LabError `unsupported-op` where there is none. */
export function converterOf(conversion: Conversion): Converter {
  const { op, domain } = conversion.node;
  const converter = isConverted(conversion.node) ? CONVERTERS[op] : undefined;
  if (converter) return converter;
  throw unsupportedOp(
    phrase('{layer} is not supported.', {
      layer: isStandard(domain)
        ? label(conversion)
        : phrase('{domain}.{layer}', { domain, layer: label(conversion) }),
    }),
  );
}
