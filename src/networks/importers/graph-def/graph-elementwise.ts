import { constantOf, type OnnxValue } from '../onnx/onnx-values';
import { numberAttribute, typeAttribute } from './graph-attributes';
import { layoutOf } from './graph-maps';
import {
  asOnnx,
  computed,
  dimsOf,
  type GraphConversion,
  type GraphConverter,
  inputAt,
  integers,
  lacks,
  nodeInput,
  real,
} from './graph-values';
import { realsInput } from './graph-weights';
import { phrase } from '../../../words/say';

/** `x ^ exponent` */
export const power = (exponent: number): GraphConverter => {
  return (conversion) => computed(conversion, 'Pow', [inputAt(conversion, 0), real(exponent)]);
};

export const squaredDifference: GraphConverter = (conversion) => {
  const apart = computed(conversion, 'Sub', conversion.inputs, {}, 'apart');
  return computed(conversion, 'Pow', [apart, real(2)]);
};

/** `log(1 + x)` */
export const log1p: GraphConverter = (conversion) => {
  const more = computed(conversion, 'Add', [inputAt(conversion, 0), real(1)], {}, 'more');
  return computed(conversion, 'Log', [more]);
};

/** `exp(x) - 1` */
export const expm1: GraphConverter = (conversion) => {
  const raised = computed(conversion, 'Exp', [inputAt(conversion, 0)], {}, 'raised');
  return computed(conversion, 'Sub', [raised, real(1)]);
};

/** `1 - erf(x)` */
export const erfc: GraphConverter = (conversion) => {
  const erf = computed(conversion, 'Erf', [inputAt(conversion, 0)], {}, 'erf');
  return computed(conversion, 'Sub', [real(1), erf]);
};

export const floorDivide: GraphConverter = (conversion) => {
  const ratio = computed(conversion, 'Div', conversion.inputs, {}, 'ratio');
  return computed(conversion, 'Floor', [ratio]);
};

export const notEqual: GraphConverter = (conversion) => {
  const equal = computed(conversion, 'Equal', conversion.inputs, {}, 'equal');
  return computed(conversion, 'Not', [equal]);
};

export const clip: GraphConverter = asOnnx('Clip');

export const relu6: GraphConverter = (conversion) => {
  return computed(conversion, 'Clip', [inputAt(conversion, 0), real(0), real(6)]);
};

export const leakyRelu: GraphConverter = asOnnx('LeakyRelu', ({ node }) => ({
  alpha: numberAttribute(node, 'alpha', 0.2),
}));

/** The larger (or smaller) of two values, `a + relu(b - a)`; or of one and a number. */
export const extreme =
  (op: 'Max' | 'Min'): GraphConverter =>
  (conversion) => {
    const [a, b] = [inputAt(conversion, 0), inputAt(conversion, 1)];
    const stored = [a, b].map(constantOf).find((constant) => constant !== null);
    const isBound = stored?.dims.every((side) => side === 1);
    if (isBound || (constantOf(a) && constantOf(b))) return computed(conversion, op, [a, b]);
    const [from, taken] = op === 'Max' ? [b, a] : [a, b];
    const apart = computed(conversion, 'Sub', [from, taken], {}, 'apart');
    const over = computed(conversion, 'Relu', [apart], {}, 'over');
    return computed(conversion, op === 'Max' ? 'Add' : 'Sub', [a, over]);
  };

/** A sum of many. */
export const addN: GraphConverter = (conversion) => {
  const { inputs } = conversion;
  const all = inputs.slice(1);
  return all.reduce<OnnxValue>(
    (sum, value, i) => computed(conversion, 'Add', [sum, value], {}, i < all.length - 1 ? 'sum' : undefined),
    inputAt(conversion, 0),
  );
};

/** BiasAdd: one number for each channel. */
export const biasAdd: GraphConverter = (conversion) => {
  const { inputs } = conversion;
  const x = inputAt(conversion, 0);
  const bias = realsInput(conversion, 1);
  const isFirst = inputs.length > 0 && layoutOf(conversion) === 'NCHW' && dimsOf(conversion, x).length === 4;
  const lying = isFirst ? { ...bias, dims: [...bias.dims, 1, 1] } : bias;
  return computed(conversion, 'Add', [x, lying]);
};

/** `max(x, 0) + slope * min(x, 0)` by slopes for channels or for places. */
export const prelu: GraphConverter = (conversion) => rectified(conversion, nodeInput(conversion), 1);

export function rectified(conversion: GraphConversion, x: OnnxValue, at: number): OnnxValue {
  const slope = realsInput(conversion, at);
  const rank = dimsOf(conversion, x).length;
  const channels = slope.dims.at(-1) ?? 1;
  const byChannel = slope.dims.slice(0, -1).every((side) => side === 1);
  if (byChannel && rank === 4) {
    // Among ONNX's axes the second has the channels.
    const turned = computed(conversion, 'Transpose', [x], { perm: [0, 3, 1, 2] }, 'turned');
    const slopes = { ...slope, dims: [channels, 1, 1] };
    return computed(
      conversion,
      'Transpose',
      [computed(conversion, 'PRelu', [turned, slopes])],
      { perm: [0, 2, 3, 1] },
      'back',
    );
  }
  const above = computed(conversion, 'Relu', [x], {}, 'above');
  const below = computed(conversion, 'Min', [x, real(0)], {}, 'below');
  const scaled = computed(conversion, 'Mul', [below, slope], {}, 'scaled');
  return computed(conversion, 'Add', [above, scaled]);
}

const TYPES: Readonly<Record<string, number>> = {
  DT_FLOAT: 1,
  DT_UINT8: 2,
  DT_INT32: 6,
  DT_INT64: 7,
  DT_BOOL: 9,
  DT_HALF: 10,
  DT_DOUBLE: 11,
  DT_BFLOAT16: 16,
};
const REAL = [1, 10, 11, 16];

/** To real numbers, which all that is computed of the picture are here already; to whole ones only what is not. */
export const cast: GraphConverter = (conversion) => {
  const type = typeAttribute(conversion.node, 'DstT');
  const to = TYPES[type ?? ''];
  const x = inputAt(conversion, 0);
  if (to !== undefined && (x.kind !== 'node' || REAL.includes(to)))
    return computed(conversion, 'Cast', [x], { to });
  throw lacks(conversion, phrase('to {type}', { type: type ?? phrase('an unknown type') }));
};

/** What passes a value on as it is, at inference. */
export const identity: GraphConverter = (conversion) => inputAt(conversion, 0);

/** As many numbers of one value as another has. */
export const filledLike = (value: number): GraphConverter => {
  return (conversion) => {
    const sides = integers(...dimsOf(conversion, inputAt(conversion, 0)));
    return computed(conversion, 'Expand', [real(value), sides]);
  };
};
