import { unsupportedOp } from '../../graph/failures';
import { div, mul, sub } from './onnx-affine';
import { add, batchNormalization, gemm, matMul } from './onnx-linear';
import { pad } from './onnx-pad';
import { flatten, identity, reshape, squeeze, unsqueeze } from './onnx-reshaping';
import { argMax, cast, clip, concat, elementwise, softmax, transpose } from './onnx-shaping';
import { type Conversion, type Converter, label } from './onnx-values';
import { averagePool, convolution, globalAveragePool, maxPool, reduceMean } from './onnx-windows';

const CONVERTERS: Readonly<Record<string, Converter>> = {
  Add: add,
  ArgMax: argMax,
  AveragePool: averagePool,
  BatchNormalization: batchNormalization,
  Cast: cast,
  Clip: clip,
  Concat: concat,
  Conv: convolution,
  Div: div,
  Dropout: elementwise('dropout'),
  Flatten: flatten,
  Gemm: gemm,
  GlobalAveragePool: globalAveragePool,
  Identity: identity,
  LogSoftmax: softmax,
  MatMul: matMul,
  MaxPool: maxPool,
  Mul: mul,
  Pad: pad,
  ReduceMean: reduceMean,
  Relu: elementwise('relu'),
  Reshape: reshape,
  Sigmoid: elementwise('sigmoid'),
  Softmax: softmax,
  Squeeze: squeeze,
  Sub: sub,
  Sum: add,
  Transpose: transpose,
  Unsqueeze: unsqueeze,
};

/** The converter of a node's op. Throws LabError `unsupported-op` naming the ops there are converters for. */
export function converterOf(conversion: Conversion): Converter {
  const { op, domain } = conversion.node;
  const standard = domain === '' || domain === 'ai.onnx';
  const converter = standard && Object.hasOwn(CONVERTERS, op) ? CONVERTERS[op] : undefined;
  if (converter) return converter;
  throw unsupportedOp(
    `${standard ? '' : `${domain}.`}${label(conversion)} is not supported; supported: ${Object.keys(CONVERTERS).join(', ')}.`,
  );
}
