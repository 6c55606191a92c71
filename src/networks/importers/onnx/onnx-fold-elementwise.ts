import type { Conversion } from './onnx-values';
import { broadcastDims, repeatedOver } from './onnx-fold-arrays';
import type { FoldPlan, Operand } from './onnx-folds';
import { sizeOf } from '../../graph/shapes';

type Given = readonly (Operand | undefined)[];
type Fold = (operands: Given, conversion: Conversion) => FoldPlan | undefined;

const whole = (operand: Operand | undefined): boolean => operand?.values !== undefined;

/** A function of operands of any number, which broadcast. */
function broadcast(
  of: (...values: number[]) => number,
  kind: 'as-given' | 'truth' = 'as-given',
  counted: (operands: readonly Operand[]) => readonly Operand[] = (operands) => operands,
): Fold {
  return (given) => {
    const operands = given.filter((one) => one !== undefined);
    const dims = operands.reduce<readonly number[]>((sides, one) => broadcastDims(sides, one.dims), []);
    const size = sizeOf(dims);
    return {
      dims,
      whole: kind === 'truth' || counted(operands).every(whole),
      compute(values) {
        const [x = [], y = [], z = [], ...more] = operands.map((operand, i) =>
          repeatedOver(values[i] ?? [], operand.dims, dims),
        );
        const made = new Float64Array(size);
        for (let i = 0; i < size; i++)
          made[i] = more.length > 0 ? of(...[x, y, z, ...more].map((one) => one[i] ?? 0)) : threeOf(i);
        return made;

        function threeOf(i: number): number {
          if (operands.length === 1) return of(x[i] ?? 0);
          return operands.length === 2 ? of(x[i] ?? 0, y[i] ?? 0) : of(x[i] ?? 0, y[i] ?? 0, z[i] ?? 0);
        }
      },
    };
  };
}

const modulo = (a: number, b: number): number => (b === 0 ? 0 : a - Math.floor(a / b) * b);
const truth = (of: (a: number, b: number) => boolean): Fold =>
  broadcast((a = 0, b = 0) => Number(of(a, b)), 'truth');

/** Division of whole numbers leaves their rest out. */
const divided: Fold = (operands, conversion) =>
  operands.every(whole)
    ? broadcast((a = 0, b = 0) => (b === 0 ? 0 : Math.trunc(a / b)))(operands, conversion)
    : broadcast((a = 0, b = 0) => a / b)(operands, conversion);

/** Functions of two and more, which broadcast, and Clip. */
export const ELEMENTWISE: Readonly<Record<string, Fold>> = {
  Add: broadcast((a = 0, b = 0) => a + b),
  Sub: broadcast((a = 0, b = 0) => a - b),
  Mul: broadcast((a = 0, b = 0) => a * b),
  Div: divided,
  Mod: (operands, conversion) =>
    conversion.node.attributes.get('fmod')?.int === 1
      ? broadcast((a = 0, b = 0) => a % b)(operands, conversion)
      : broadcast((a = 0, b = 0) => modulo(a, b))(operands, conversion),
  Pow: broadcast(
    (a = 0, b = 0) => a ** b,
    'as-given',
    ([base]) => (base ? [base] : []),
  ),
  Min: broadcast((...all) => Math.min(...all)),
  Max: broadcast((...all) => Math.max(...all)),
  Sum: broadcast((...all) => all.reduce((sum, value) => sum + value, 0)),
  Mean: broadcast((...all) => all.reduce((sum, value) => sum + value, 0) / all.length),
  PRelu: broadcast((x = 0, slope = 0) => (x < 0 ? slope * x : x)),
  Equal: truth((a, b) => a === b),
  Less: truth((a, b) => a < b),
  LessOrEqual: truth((a, b) => a <= b),
  Greater: truth((a, b) => a > b),
  GreaterOrEqual: truth((a, b) => a >= b),
  And: truth((a, b) => a !== 0 && b !== 0),
  Or: truth((a, b) => a !== 0 || b !== 0),
  Xor: truth((a, b) => (a !== 0) !== (b !== 0)),
  Where: broadcast(
    (condition = 0, a = 0, b = 0) => (condition ? a : b),
    'as-given',
    (operands) => operands.slice(1),
  ),
  Clip: (operands, conversion) => {
    const { attributes } = conversion.node;
    const [low, high] = [operands[1], operands[2]];
    return {
      dims: operands[0]?.dims ?? [],
      whole: whole(operands[0]),
      compute(values) {
        const least = low ? (values[1]?.[0] ?? -Infinity) : (attributes.get('min')?.float ?? -Infinity);
        const most = high ? (values[2]?.[0] ?? Infinity) : (attributes.get('max')?.float ?? Infinity);
        return Array.from(values[0] ?? [], (value) => Math.min(most, Math.max(least, value)));
      },
    };
  },
};
