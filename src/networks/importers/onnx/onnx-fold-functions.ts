import type { Numbers } from './onnx-fold-arrays';
import type { Fold } from './onnx-folds';
import { type Conversion, floatAttribute } from './onnx-values';

type Scalar = (value: number) => number;

function applied(values: Numbers, of: Scalar): Numbers {
  const made = new Float64Array(values.length);
  for (let i = 0; i < made.length; i++) made[i] = of(values[i] ?? 0);
  return made;
}

/** A function whose results are real. */
const real =
  (of: Scalar): Fold =>
  ([x]) =>
    x && { dims: x.dims, whole: false, compute: ([values = []]) => applied(values, of) };

/** A function whose results are whole numbers where its argument is. */
const alike =
  (of: Scalar): Fold =>
  ([x]) =>
    x && { dims: x.dims, whole: x.values !== undefined, compute: ([values = []]) => applied(values, of) };

const truth =
  (of: (value: number) => boolean): Fold =>
  ([x]) =>
    x && {
      dims: x.dims,
      whole: true,
      compute: ([values = []]) => applied(values, (value) => Number(of(value))),
    };

/** A function with numbers of the file's. */
const by =
  (of: (number: (name: string, otherwise: number) => number, conversion: Conversion) => Scalar): Fold =>
  (operands, conversion) =>
    real(of((name, otherwise) => floatAttribute(conversion, name, otherwise), conversion))(
      operands,
      conversion,
    );

const sigmoid: Scalar = (x) => 1 / (1 + Math.exp(-x));
const softplus: Scalar = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const elu = (x: number, alpha: number): number => (x < 0 ? alpha * Math.expm1(x) : x);
const unit: Scalar = (x) => Math.min(1, Math.max(0, x));

/** By its series near 0 and its continued fraction beyond, to the last bits of float64: Abramowitz and Stegun 7.1.6 and 7.1.14. */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 2.5) {
    let [term, sum] = [size, size];
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * size * size) / (2 * n + 1);
      sum += term;
    }
    return (Math.sign(x) * 2 * sum * Math.exp(-size * size)) / Math.sqrt(Math.PI);
  }
  let below = size;
  for (let n = 60; n > 0; n--) below = size + n / 2 / below;
  return Math.sign(x) * (1 - Math.exp(-size * size) / below / Math.sqrt(Math.PI));
}

const gelu: Scalar = (x) => 0.5 * x * (1 + erf(x * Math.SQRT1_2));
const geluTanh: Scalar = (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

/** Functions of each value of a constant, by ONNX's names. */
export const FUNCTIONS: Readonly<Record<string, Fold>> = {
  Neg: alike((x) => -x),
  Abs: alike(Math.abs),
  Sign: alike(Math.sign),
  Not: alike((x) => Number(x === 0)),
  Floor: alike(Math.floor),
  Ceil: alike(Math.ceil),
  Round: alike((x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x))),
  Relu: alike((x) => Math.max(0, x)),
  IsNaN: truth(Number.isNaN),
  IsInf: truth((x) => Math.abs(x) === Infinity),
  Sqrt: real(Math.sqrt),
  Exp: real(Math.exp),
  Log: real(Math.log),
  Reciprocal: real((x) => 1 / x),
  Sin: real(Math.sin),
  Cos: real(Math.cos),
  Tan: real(Math.tan),
  Asin: real(Math.asin),
  Acos: real(Math.acos),
  Atan: real(Math.atan),
  Sinh: real(Math.sinh),
  Cosh: real(Math.cosh),
  Tanh: real(Math.tanh),
  Erf: real(erf),
  Sigmoid: real(sigmoid),
  Softplus: real(softplus),
  Softsign: real((x) => x / (1 + Math.abs(x))),
  Mish: real((x) => x * Math.tanh(softplus(x))),
  HardSwish: real((x) => x * unit(x / 6 + 0.5)),
  Gelu: by((_, { node }) => (node.attributes.get('approximate')?.text === 'tanh' ? geluTanh : gelu)),
  Elu: by((number) => (x) => elu(x, number('alpha', 1))),
  Selu: by((number) => (x) => number('gamma', 1.050701) * elu(x, number('alpha', 1.6732632))),
  Celu: by((number) => (x) => number('alpha', 1) * elu(x / number('alpha', 1), 1)),
  LeakyRelu: by((number) => (x) => (x < 0 ? number('alpha', 0.01) * x : x)),
  HardSigmoid: by((number) => (x) => unit(number('alpha', 0.2) * x + number('beta', 0.5))),
  ThresholdedRelu: by((number) => (x) => (x > number('alpha', 1) ? x : 0)),
};
