import { unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { type LazyNumbers, madeFrom } from '../../storage/lazy-numbers';
import { nodeInput } from './onnx-axes';
import { integersOf, isWhole, wholeNumbersIn } from './onnx-tensor';
import {
  axisOf,
  constantOf,
  type Conversion,
  type Converter,
  integerAttribute,
  label,
  optionalInput,
  weightInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

/** What a person should know of a network whose values are rounded. */
export const ROUNDED = phrase(
  'This network is quantised: its weights are read as what they stand for, and its values are rounded to 8 bits as in the file. Gradients pass through the rounding as if it were not there.',
);

const [UINT8, INT8] = [2, 3];
const RANGES: Readonly<Record<number, readonly [least: number, most: number]>> = {
  [UINT8]: [0, 255],
  [INT8]: [-128, 127],
};

/** Stored whole numbers as what they stand for, `(x - zero) * scale`; of a computed value, which is kept so all along, itself. */
export const dequantizeLinear: Converter = (conversion) => {
  const x = optionalInput(conversion, 0);
  if (x?.kind === 'node') return nodeInput(conversion);
  if (x?.kind === 'reals') return x;
  const { numbers: scale } = weightInput(conversion, 1);
  const zero = zeroPoint(conversion)?.values ?? [];
  if (x?.kind === 'tensor' && isWhole(x.tensor.dataType)) {
    const { dims } = x.tensor;
    return { kind: 'reals', dims, numbers: spread(conversion, dims, wholeNumbersIn(x.tensor), scale, zero) };
  }
  const constant = constantOf(x);
  if (constant?.kind !== 'integers') throw refused(conversion);
  const { dims, values } = constant;
  const numbers = { length: values.length, far: [], make: () => Float32Array.from(values) };
  return { kind: 'reals', dims, numbers: spread(conversion, dims, numbers, scale, zero) };
};

/** A value rounded to the whole numbers it may take, and back: cut off at the ends first, then in steps of the scale. */
export const quantizeLinear: Converter = (conversion) => {
  const { builder, id } = conversion;
  const { numbers: scales } = weightInput(conversion, 1);
  const zero = zeroPoint(conversion);
  const [least, most] = RANGES[zero?.type ?? integerAttribute(conversion, 'output_dtype', UINT8)] ?? [];
  const [scale] = scales.make();
  if (scales.length !== 1 || scale === undefined || least === undefined || most === undefined)
    throw refused(conversion);
  const at = zero?.values[0] ?? 0;
  const [alpha, beta] = [(least - at) * scale, (most - at) * scale];
  const constant = constantOf(optionalInput(conversion, 0));
  if (constant?.kind === 'reals') {
    const { numbers } = constant;
    const rounded = (x: Float32Array): Float32Array =>
      x.map((value) => Math.min(beta, Math.max(alpha, roundToEven(value / scale) * scale)));
    return { ...constant, numbers: madeFrom([numbers], numbers.length, rounded) };
  }
  const x = nodeInput(conversion);
  const node = { op: 'activation', alpha, beta } as const;
  const cut = builder.add({ ...node, id: `${id}/cut`, inputs: [x.id], function: 'clip' });
  const steps = { id, inputs: [cut], op: 'activation', function: 'steps', alpha: scale } as const;
  return { kind: 'node', id: builder.add(steps), axes: x.axes };
};

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const over = value - below;
  return over < 0.5 || (over === 0.5 && below % 2 === 0) ? below : below + 1;
}

/** `(x - zero) * scale` with one scale for all, or one for each place of an axis. */
function spread(
  conversion: Conversion,
  dims: readonly number[],
  x: LazyNumbers,
  scale: LazyNumbers,
  zero: readonly number[],
): LazyNumbers {
  const axis = axisOf(integerAttribute(conversion, 'axis', 1), dims.length);
  const inner = sizeOf(dims.slice(axis + 1));
  const along = dims[axis] ?? 1;
  if (scale.length !== 1 && scale.length !== along) throw refused(conversion);
  const one = scale.length === 1;
  return madeFrom([x, scale], x.length, (values, s) =>
    values.map((value, i) => {
      const place = one ? 0 : Math.floor(i / inner) % along;
      return (value - (zero[zero.length === 1 ? 0 : place] ?? 0)) * (s[place] ?? 1);
    }),
  );
}

function zeroPoint(
  conversion: Conversion,
): { readonly type: number; readonly values: readonly number[] } | undefined {
  const value = optionalInput(conversion, 2);
  if (value?.kind === 'tensor' && isWhole(value.tensor.dataType))
    return { type: value.tensor.dataType, values: integersOf(value.tensor) };
  if (value === undefined) return undefined;
  throw refused(conversion);
}

function refused(conversion: Conversion): Error {
  return unsupportedOp(
    phrase('{layer} is not supported so; supported: 8 bits, computed values with one scale.', {
      layer: label(conversion),
    }),
  );
}
