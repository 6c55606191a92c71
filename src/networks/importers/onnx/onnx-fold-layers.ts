import { sizeOf } from '../../graph/shapes';
import { stretchMatrix } from '../../kernels/stretch-matrix';
import { productOf } from './onnx-fold-sums';
import { type Numbers, placesOf, strided, stridesOf } from './onnx-fold-arrays';
import type { Fold, Operand } from './onnx-folds';
import { stretchOf } from './onnx-resize';
import { axisOf, floatAttribute, integerAttribute } from './onnx-values';

/** Mean and variance of groups of numbers; `places` says to which each belongs. */
function statistics(values: Numbers, places: Int32Array, groups: number): [Float64Array, Float64Array] {
  const [mean, variance] = [new Float64Array(groups), new Float64Array(groups)];
  const share = groups / Math.max(1, places.length);
  const at = (i: number): number => places[i] ?? 0;
  for (let i = 0; i < places.length; i++) mean[at(i)] = (mean[at(i)] ?? 0) + (values[i] ?? 0) * share;
  for (let i = 0; i < places.length; i++) {
    const far = (values[i] ?? 0) - (mean[at(i)] ?? 0);
    variance[at(i)] = (variance[at(i)] ?? 0) + far * far * share;
  }
  return [mean, variance];
}

/** In training mode by the numbers' own mean and variance: how weights are standardised. */
const batchNormalization: Fold = ([x, scale, offset, mean, variance], conversion) => {
  if (!x || !scale || !offset || !mean || !variance) return undefined;
  const own = integerAttribute(conversion, 'training_mode', 0) === 1;
  const epsilon = floatAttribute(conversion, 'epsilon', 1e-5);
  const channels = x.dims[1] ?? 1;
  return {
    dims: x.dims,
    whole: false,
    compute([values = [], by = [], plus = [], ...given]) {
      const places = placesOf(
        x.dims,
        x.dims.map((_, axis) => Number(axis === 1)),
      );
      const [centre = [], spread = []] = own ? statistics(values, places, channels) : given;
      const factor = Array.from(spread, (each, at) => (by[at] ?? 1) / Math.sqrt(each + epsilon));
      const made = new Float64Array(places.length);
      for (let i = 0; i < made.length; i++) {
        const at = places[i] ?? 0;
        made[i] = ((values[i] ?? 0) - (centre[at] ?? 0)) * (factor[at] ?? 1) + (plus[at] ?? 0);
      }
      return made;
    },
  };
};

const layerNormalization: Fold = ([x, scale, offset], conversion) => {
  if (!x) return undefined;
  const axis = axisOf(integerAttribute(conversion, 'axis', -1), x.dims.length);
  const epsilon = floatAttribute(conversion, 'epsilon', 1e-5);
  const width = sizeOf(x.dims.slice(axis));
  return {
    dims: x.dims,
    whole: false,
    compute([values = [], by = [], plus = []]) {
      const places = Int32Array.from({ length: values.length }, (_, i) => Math.floor(i / width));
      const [mean, variance] = statistics(values, places, Math.ceil(values.length / width));
      return Float64Array.from(places, (at, i) => {
        const far = (values[i] ?? 0) - (mean[at] ?? 0);
        const bare = far / Math.sqrt((variance[at] ?? 0) + epsilon);
        return bare * (scale ? (by[i % width] ?? 1) : 1) + (offset ? (plus[i % width] ?? 0) : 0);
      });
    },
  };
};

/** Over one axis, or in files before opset 13 over it and all after it. */
const softmax =
  (log: boolean): Fold =>
  ([x], conversion) => {
    if (!x) return undefined;
    const old = conversion.opset < 13;
    const axis = axisOf(integerAttribute(conversion, 'axis', old ? 1 : -1), x.dims.length);
    const length = old ? sizeOf(x.dims.slice(axis)) : (x.dims[axis] ?? 1);
    const inner = old ? 1 : sizeOf(x.dims.slice(axis + 1));
    return {
      dims: x.dims,
      whole: false,
      compute([values = []]) {
        const made = new Float64Array(values.length);
        for (let first = 0; first < made.length; first++) {
          if (Math.floor(first / inner) % length !== 0) continue;
          const places = Array.from({ length }, (_, i) => first + i * inner);
          const most = places.reduce((best, at) => Math.max(best, values[at] ?? 0), -Infinity);
          const sum = places.reduce((before, at) => before + Math.exp((values[at] ?? 0) - most), 0);
          for (const at of places) {
            const shifted = (values[at] ?? 0) - most;
            made[at] = log ? shifted - Math.log(sum) : Math.exp(shifted) / sum;
          }
        }
        return made;
      },
    };
  };

/** As many products as one such layer may take. */
const MOST_PRODUCTS = 2 ** 26;

/** Of maps of one or two axes: each place of the window is a product by a slice of the kernel. */
const convolution: Fold = ([x, kernel, bias], conversion) => {
  const { attributes } = conversion.node;
  const rank = (x?.dims.length ?? 0) - 2;
  const auto = attributes.get('auto_pad')?.text || 'NOTSET';
  if (!x || !kernel || rank < 1 || rank > 2 || !['NOTSET', 'VALID'].includes(auto)) return undefined;
  // A row is a map one place high.
  const flat = (values: readonly number[], one: number): number[] =>
    rank === 1 ? [one, ...values] : [...values];
  const ints = (name: string, otherwise: number): number[] =>
    flat(attributes.get(name)?.ints ?? Array<number>(rank).fill(otherwise), otherwise);
  const [strides, dilations] = [ints('strides', 1), ints('dilations', 1)];
  const pads = attributes.get('pads')?.ints ?? [];
  const [starts, ends] = [flat(pads.slice(0, rank), 0), flat(pads.slice(rank), 0)];
  const [many = 1, channels = 1, ...own] = x.dims;
  const [outputs = 1, each = 1, ...window] = kernel.dims;
  const [sides, taps] = [flat(own, 1), flat(window, 1)];
  const out = sides.map((side, i) => {
    const covered = ((taps[i] ?? 1) - 1) * (dilations[i] ?? 1) + 1;
    return Math.floor((side + (starts[i] ?? 0) + (ends[i] ?? 0) - covered) / (strides[i] ?? 1)) + 1;
  });
  const [rows = 0, columns = 0] = out;
  const perGroup = outputs / integerAttribute(conversion, 'group', 1);
  if (many * outputs * rows * columns * each * sizeOf(taps) > MOST_PRODUCTS) return undefined;
  return {
    dims: [many, outputs, ...(rank === 1 ? [columns] : out)],
    whole: false,
    compute([values = [], weights = [], plus = []]) {
      const made = new Float64Array(many * outputs * rows * columns);
      const [height = 1, width = 1] = sides;
      const [tall = 1, wide = 1] = taps;
      const at = (axis: number, place: number, tap: number): number =>
        place * (strides[axis] ?? 1) - (starts[axis] ?? 0) + tap * (dilations[axis] ?? 1);
      for (let i = 0; i < made.length; i++) {
        const output = Math.floor(i / rows / columns) % outputs;
        const first =
          Math.floor(i / rows / columns / outputs) * channels + Math.floor(output / perGroup) * each;
        let sum = bias ? (plus[output] ?? 0) : 0;
        for (let tap = 0; tap < each * tall * wide; tap++) {
          const row = at(0, Math.floor(i / columns) % rows, Math.floor(tap / wide) % tall);
          const column = at(1, i % columns, tap % wide);
          if (row < 0 || row >= height || column < 0 || column >= width) continue;
          const map = first + Math.floor(tap / wide / tall);
          sum +=
            (values[(map * height + row) * width + column] ?? 0) *
            (weights[output * each * tall * wide + tap] ?? 0);
        }
        made[i] = sum;
      }
      return made;
    },
  };
};

/** Resize and Upsample of the last two axes. */
const resize: Fold = ([x], conversion) => {
  const [height = 1, width = 1] = x?.dims.slice(-2) ?? [];
  if (!x || x.dims.length !== 4) return undefined;
  const how = stretchOf(conversion, [height, width]);
  const [rows, columns] = how.size;
  return {
    dims: [...x.dims.slice(0, -2), rows, columns],
    whole: false,
    compute([values = []]) {
      const tall = stretchMatrix(height, rows, how, how.scales?.[0]);
      const wide = stretchMatrix(width, columns, how, how.scales?.[1]);
      const maps = sizeOf(x.dims.slice(0, -2));
      const operand = (dims: readonly number[]): Operand => ({ dims, values: [] });
      const high = productOf(operand([rows, height]), operand([maps, height, width]), [false, false]);
      const whole = productOf(operand([maps * rows, width]), operand([columns, width]), [false, true]);
      return whole?.compute([high?.compute([tall, values]) ?? [], wide]) ?? [];
    },
  };
};

/** A product of any number of constants, summed over the letters that the result has not. */
const einsum: Fold = (operands, conversion) => {
  const equation = (conversion.node.attributes.get('equation')?.text ?? '').replaceAll(' ', '');
  const [terms = '', result] = equation.split('->');
  const parts = terms.split(',');
  if (result === undefined || !/^[A-Za-z,]*$/.test(terms) || parts.length !== operands.length)
    return undefined;
  const sides = new Map<string, number>();
  for (const [i, part] of parts.entries())
    for (const [axis, letter] of Array.from(part).entries()) sides.set(letter, operands[i]?.dims[axis] ?? 1);
  const summed = [...sides.keys()].filter((letter) => !result.includes(letter));
  const letters = [...Array.from(result), ...summed];
  const full = letters.map((letter) => sides.get(letter) ?? 1);
  const dims = full.slice(0, result.length);
  const inner = sizeOf(full.slice(result.length));
  if (sizeOf(full) > MOST_PRODUCTS / 16) return undefined;
  return {
    dims,
    whole: false,
    compute(values) {
      const spread = parts.map((part, i) => {
        const own = stridesOf(operands[i]?.dims ?? []);
        const along = (letter: string): number =>
          Array.from(part).reduce((sum, each, axis) => sum + (each === letter ? (own[axis] ?? 0) : 0), 0);
        return strided(values[i] ?? [], full, letters.map(along));
      });
      const made = new Float64Array(sizeOf(dims));
      for (let i = 0; i < made.length; i++)
        for (let k = i * inner; k < (i + 1) * inner; k++)
          made[i] = (made[i] ?? 0) + spread.reduce((product, each) => product * (each[k] ?? 0), 1);
      return made;
    },
  };
};

/** Layers whose input no picture changes: weights that are standardised, positions that are projected or stretched. */
export const LAYERS: Readonly<Record<string, Fold>> = {
  BatchNormalization: batchNormalization,
  Conv: convolution,
  Einsum: einsum,
  LayerNormalization: layerNormalization,
  LogSoftmax: softmax(true),
  Resize: resize,
  Softmax: softmax(false),
  Upsample: resize,
};
